import { Badge, type Tone } from '@/components/ui/badge';
import { Instant } from '@/components/ui/instant';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { SearchListItem } from '@/lib/capacity/model';
import { rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import type { SuiteStatus } from '@/lib/suites/model';
import { searchAnswer } from './search-summary';

export function SearchTable({ searches }: { searches: readonly SearchListItem[] }) {
  if (searches.length === 0)
    return (
      <p className="text-sm text-ink-3">
        No searches for this workload yet. Any safe load above comes from stored runs.
      </p>
    );
  return (
    <Table>
      <thead>
        <tr>
          <Th>Search</Th>
          <Th>Status</Th>
          <Th className={numeric}>Safe load</Th>
          <Th className={`${numeric} ${minor}`}>Violated at</Th>
          <Th className={`${numeric} ${minor}`}>Throughput</Th>
          <Th>Profile</Th>
          <Th className={minor}>Started</Th>
        </tr>
      </thead>
      <tbody>
        {searches.map((search) => (
          <tr key={search.id} className={rowLine}>
            <Td>
              <TextLink href={`/capacity/searches/${search.id}`}>Search {search.id}</TextLink>{' '}
              <span className={`text-ink-3 ${minor}`}>
                {search.scenario}
                {search.resources === undefined ? '' : `, ${search.resources} workers or slots`}
              </span>
            </Td>
            <Td>
              <SearchStatus {...search} />
            </Td>
            <Td className={`${numeric} font-medium`}>{searchAnswer(search)}</Td>
            <Td className={`${numeric} ${minor}`}>
              {search.result?.breaksAt === undefined
                ? '–'
                : levelLabel(search.result.breaksAt, search.unit)}
            </Td>
            <Td className={`${numeric} ${minor}`}>{textOf(rate(search.safeThroughput))}</Td>
            <Td>{search.profile}</Td>
            <Td className={minor}>
              <Instant iso={search.startedAt ?? search.queuedAt} relative />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const TONES: Record<SuiteStatus, Tone> = {
  queued: 'none',
  running: 'strong',
  finished: 'neutral',
  stopped: 'warn',
  interrupted: 'warn',
  failed: 'fail',
};

export function SearchStatus({ status, isStale }: Pick<SearchListItem, 'status' | 'isStale'>) {
  if (isStale) return <Badge tone="warn">Not responding</Badge>;
  return <Badge tone={TONES[status]}>{status.charAt(0).toUpperCase() + status.slice(1)}</Badge>;
}
