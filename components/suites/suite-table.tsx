import clsx from 'clsx';
import { Instant } from '@/components/ui/instant';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { span } from '@/lib/core/duration';
import type { SuiteListItem } from '@/lib/suites/model';
import { benchmarkSelection } from './benchmark-selection';
import { SuiteStatusBadges } from './suite-status';

/** Suites, one a line, newest first. */
export function SuiteTable({ suites }: { suites: readonly SuiteListItem[] }) {
  return (
    <Table className="as-list">
      <thead>
        <tr>
          <Th>Suite</Th>
          <Th>Outcome</Th>
          <Th>Target</Th>
          <Th>Started</Th>
          <Th className={numeric}>Duration</Th>
          <Th className={numeric}>Key objectives met</Th>
        </tr>
      </thead>
      <tbody>
        {suites.map((suite) => (
          <SuiteRow key={suite.id} suite={suite} />
        ))}
      </tbody>
    </Table>
  );
}

function SuiteRow({ suite }: { suite: SuiteListItem }) {
  const { id, target, startedAt, endedAt, queuedAt, compliance } = suite;
  const tookMs =
    startedAt !== undefined && endedAt !== undefined
      ? Date.parse(endedAt) - Date.parse(startedAt)
      : undefined;
  return (
    <tr className={clsx(rowLine, 'relative hover:bg-hover')}>
      <Td>
        <TextLink
          href={`/suites/${id}`}
          prefetch={false}
          className="font-medium text-ink! no-underline! before:absolute before:inset-0"
        >
          Suite {id}
        </TextLink>
        <span className="ml-2 text-ink-3">{benchmarkSelection(suite)}</span>
      </Td>
      <Td className="max-sm:order-1 max-sm:col-span-2">
        <span className="flex flex-wrap items-center gap-2">
          <SuiteStatusBadges {...suite} />
        </span>
      </Td>
      <Td className="max-w-60 truncate text-ink-2 max-sm:order-2">{target}</Td>
      <Td className="max-sm:order-3 max-sm:text-right">
        <Instant iso={startedAt ?? queuedAt} relative />
      </Td>
      <Td className={clsx(numeric, minor)}>{span(tookMs)}</Td>
      <Td className={numeric}>
        {compliance.of === 0 ? (
          <span className="text-ink-3">–</span>
        ) : (
          <>
            <span className="font-medium">{compliance.passed}</span>
            <span className="text-ink-3"> of {compliance.of}</span>
          </>
        )}
      </Td>
    </tr>
  );
}
