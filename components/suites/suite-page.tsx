import clsx from 'clsx';
import { WorkerNotice } from '@/components/overview/worker-notice';
import { ReportMenu } from '@/components/reports/report-menu';
import { Instant } from '@/components/ui/instant';
import { Empty, Lead, PageHeader, Section } from '@/components/ui/page';
import { Table, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { VERDICT_STYLES } from '@/components/verdict/verdict-badge';
import type { HeadlineVerdict, SuitePage as Page, SuiteListItem } from '@/lib/suites/model';
import { BenchmarkTable } from './benchmark-table';
import { CompliancePanel } from './compliance-panel';
import { StartButtons } from './start-buttons';
import type { StartSuite } from './suite-actions';
import { SuiteProgress } from './suite-progress';
import { SuiteStatusBadges } from './suite-status';
import { suiteSummary } from './suite-summary';
import { SuiteTable } from './suite-table';
import { TargetSelect } from './target-select';

/** The last whole suite of a target, its history, and the start of the next. */
export function SuitePage({ page, start }: { page: Page; start: StartSuite }) {
  const { target, targets, latest, underWay, benchmarks, whole, suites } = page;
  const busy = underWay?.id;
  return (
    <>
      <PageHeader
        title="Suites"
        badge={latest && <SuiteStatusBadges {...latest} />}
        action={
          target &&
          latest && (
            <>
              {targets.length > 1 && <TargetSelect targets={targets} chosen={target.id} />}
              <ReportMenu subject={{ kind: 'suite', suite: latest.id }} />
              <StartButtons target={target.id} start={start} busy={busy} />
            </>
          )
        }
      >
        {latest !== undefined && (
          <p className="nums flex flex-wrap gap-x-4 gap-y-1 text-ink-2 max-sm:mt-2">
            <TextLink href={`/suites/${latest.id}`}>Suite {latest.id}</TextLink>
            <span title={latest.targetUrl}>on {latest.target}</span>
            <span>
              ended <Instant iso={latest.endedAt} relative />
            </span>
          </p>
        )}
      </PageHeader>
      <WorkerNotice alive={page.workerAlive} />
      {underWay !== undefined && <ActiveSuite suite={underWay} />}
      {latest === undefined ? (
        <>
          {target && targets.length > 1 && (
            <div className="mb-4">
              <TargetSelect targets={targets} chosen={target.id} />
            </div>
          )}
          <SuiteEmpty target={target} start={start} busy={busy} />
        </>
      ) : (
        <>
          <Lead>{suiteSummary(latest)}</Lead>
          <CompliancePanel {...latest} />
        </>
      )}
      <BenchmarkTable
        benchmarks={benchmarks}
        target={target?.id}
        start={start}
        busy={busy}
        quick={latest?.quick}
      />
      {target && <ComplianceHistory target={target.name} suites={whole} />}
      {suites.length > 0 && (
        <Section title="All suites" note="All targets, newest first.">
          <SuiteTable suites={suites} />
        </Section>
      )}
    </>
  );
}

function ActiveSuite({ suite }: { suite: NonNullable<Page['underWay']> }) {
  return (
    <>
      <p className="mb-2">
        <TextLink href={`/suites/${suite.id}`} className="font-medium">
          Suite {suite.id} is running
        </TextLink>
      </p>
      <SuiteProgress suite={suite} />
    </>
  );
}

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

/** Suites from left to right in time, the key objectives from top to bottom. */
function ComplianceHistory({ target, suites }: ComplianceHistoryProps) {
  const shown = suites.slice(0, SHOWN).toReversed();
  const titles = shown.at(-1)?.headline ?? [];
  if (shown.length === 0) return null;
  return (
    <Section title="Compliance over time" note={`Full suites on ${target}, oldest first.`}>
      <div className="w-fit max-w-full">
        <Table>
          <thead>
            <tr>
              <Th className="sticky left-0 bg-surface">Objective</Th>
              {shown.map(({ id, quick }) => (
                <Th key={id} className="px-1! text-center!">
                  <TextLink href={`/suites/${id}`} prefetch={false} aria-label={`Suite ${id}`}>
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
  const { icon: Icon, word } = VERDICT_STYLES[verdict];
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

/** Before the first whole suite on a target: what it does, and how long it takes. */
function SuiteEmpty(props: {
  target?: { id: number; name: string };
  start: StartSuite;
  busy?: number;
}) {
  const { target, start, busy } = props;
  if (target === undefined)
    return (
      <Empty title="No targets yet">
        <TextLink href="/targets/new">Add a training service</TextLink> first.
      </Empty>
    );
  return (
    <Empty
      title={`No suite results for ${target.name} yet`}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <StartButtons target={target.id} start={start} busy={busy} />
        </div>
      }
    >
      Twelve benchmarks run one after the other. Each sends real load and checks the result against
      an objective; five are key objectives. The full suite takes about 15 minutes. The quick suite
      is scaled down, takes under 90 s, and its results are labelled.
    </Empty>
  );
}
