import clsx from 'clsx';
import { Section } from '@/components/ui/section';
import { Table, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { VERDICT_LOOKS } from '@/components/verdict/verdict-badge';
import type { HeadlineVerdict, SuiteListItem } from '@/lib/runs/suite-view';

const SHOWN = 16;

const CELLS = {
  pass: 'bg-pass-soft text-pass',
  fail: 'bg-fail-soft text-fail',
  'no-data': 'border border-dashed border-line-strong text-ink-3',
} as const;

interface ComplianceHistoryProps {
  target: string;
  /** Judged whole suites of the target, newest first. */
  suites: readonly SuiteListItem[];
}

/** Suites from left to right in time, the headline objectives from top to bottom. */
export function ComplianceHistory({ target, suites }: ComplianceHistoryProps) {
  const shown = suites.slice(0, SHOWN).toReversed();
  const titles = shown.at(-1)?.headline ?? [];
  if (shown.length === 0) return null;
  return (
    <Section title="Compliance over time" note={`Whole suites on ${target}, oldest first.`}>
      <div className="w-fit max-w-full">
        <Table>
          <thead>
            <tr>
              <Th className="sticky left-0 bg-surface">Objective</Th>
              {shown.map(({ id, quick }) => (
                <Th key={id} className="px-1! text-center!">
                  <TextLink href={`/suite/${id}`} prefetch={false} aria-label={`Suite ${id}`}>
                    {id}
                  </TextLink>
                  {quick && <span title="Quick, scaled down"> q</span>}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {titles.map(({ number, title }) => (
              <tr key={number}>
                <th
                  scope="row"
                  className="sticky left-0 bg-surface px-3 text-left font-normal whitespace-nowrap"
                >
                  {title}
                </th>
                {shown.map(({ id, headline }) => (
                  <td key={id} className="p-0.5">
                    <Cell of={headline.find((one) => one.number === number)} />
                  </td>
                ))}
              </tr>
            ))}
            <tr className="border-t border-line-strong">
              <th
                scope="row"
                className="sticky left-0 h-8 bg-surface px-3 text-left font-medium whitespace-nowrap"
              >
                Met
              </th>
              {shown.map(({ id, compliance }) => (
                <td key={id} className="nums px-1 text-center whitespace-nowrap">
                  <span className="font-medium">{compliance.passed}</span>
                  <span className="text-ink-3"> of {compliance.of}</span>
                </td>
              ))}
            </tr>
          </tbody>
        </Table>
      </div>
      {shown.some(({ quick }) => quick) && (
        <p className="mt-2 text-xs text-ink-3">q: quick, scaled down.</p>
      )}
    </Section>
  );
}

function Cell({ of }: { of: HeadlineVerdict | undefined }) {
  const verdict = of?.verdict ?? 'no-data';
  const { icon: Icon, word } = VERDICT_LOOKS[verdict];
  return (
    <span
      title={word}
      className={clsx('mx-auto grid h-6 w-12 place-items-center rounded-sm', CELLS[verdict])}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{word}</span>
    </span>
  );
}
