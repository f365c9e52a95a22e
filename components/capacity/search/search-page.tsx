import { StaleNotice, WorkerNotice } from '@/components/overview/worker-notice';
import { Badge } from '@/components/ui/badge';
import type { FormState } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { Lead, Notice, PageHeader, Section } from '@/components/ui/page';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { SearchStepView, SearchView } from '@/lib/capacity/model';
import { latency, span } from '@/lib/core/duration';
import { count, percent, rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import { hasSuiteEnded } from '@/lib/suites/model';
import { SearchChart } from './search-chart';
import { costLabel, REASON_LABELS, searchSummary } from './search-summary';
import { SearchStatus } from './search-table';
import { StopSearch } from './stop-search';

interface SearchPageProps {
  search: SearchView;
  workerAlive: boolean;
  stop: (id: number) => Promise<FormState>;
}

/** A search while it runs, and what it found. */
export function SearchPage({ search, workerAlive, stop }: SearchPageProps) {
  const { id, status, steps, estimate, cost, cause } = search;
  const underWay = !hasSuiteEnded(status);
  const query = new URLSearchParams({ target: search.target, family: search.familyHash });
  return (
    <>
      {underWay && <RefreshEvery seconds={1} />}
      <PageHeader
        title={`Search ${id}`}
        badge={<SearchStatus {...search} />}
        action={underWay ? <StopSearch id={id} stop={stop} /> : undefined}
      >
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          <span>{search.scenario}</span>
          <span>on {search.target}</span>
          <span>within {search.profile}</span>
          <span>
            {search.startedAt === undefined ? 'queued ' : 'started '}
            <Instant iso={search.startedAt ?? search.queuedAt} relative />
          </span>
          <TextLink href={`/capacity?${query}`}>Capacity of {search.target}</TextLink>
        </p>
      </PageHeader>
      <Lead>{searchSummary(search)}</Lead>
      {search.isStale && <StaleNotice what="search" />}
      {underWay && !search.isStale && <WorkerNotice alive={workerAlive} />}
      <p className="nums mb-4 text-sm text-ink-2">
        {underWay ? 'Cost so far' : 'Cost'}: {costLabel(cost)}. Estimated: up to{' '}
        {costLabel(estimate)}.
      </p>
      <SearchChart steps={steps} unit={search.unit} id={id} />
      {cause !== undefined && (
        <div className="mt-4">
          <Notice tone="info" title={`Bottleneck: ${cause.title}`}>
            <p>
              {cause.sentence} Evidence:{' '}
              <TextLink href={`/runs/${cause.run}`}>Run {cause.run}</TextLink>.
            </p>
            <p>{cause.recommendation}</p>
          </Notice>
        </div>
      )}
      <Section title="Steps" note="Each step is a separate run.">
        <StepTable search={search} />
      </Section>
    </>
  );
}

/** Every step: why its load was tried, what it showed, and how long the target needed to come to rest. */
function StepTable({ search: { steps, unit } }: { search: SearchView }) {
  if (steps.length === 0) return <p className="text-sm text-ink-3">No steps yet.</p>;
  return (
    <Table>
      <thead>
        <tr>
          <Th className={numeric}>Step</Th>
          <Th className={numeric}>Load</Th>
          <Th className={minor}>Reason</Th>
          <Th>Result</Th>
          <Th className={numeric}>Throughput</Th>
          <Th className={numeric}>p95</Th>
          <Th className={`${numeric} ${minor}`}>Error rate</Th>
          <Th className={`${numeric} ${minor}`}>Requests</Th>
          <Th className={`${numeric} ${minor}`}>Duration</Th>
          <Th className={`${numeric} ${minor}`}>Recovery time</Th>
          <Th>Run</Th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.number} className={rowLine}>
            <Td className={`${numeric} text-ink-3`}>{step.number}</Td>
            <Td className={`${numeric} font-medium`}>{levelLabel(step.load, unit)}</Td>
            <Td className={`${minor} text-ink-3`}>{REASON_LABELS[step.reason]}</Td>
            <Td>
              <StepBadge {...step} />
            </Td>
            <Td className={numeric}>{textOf(rate(step.result?.throughput))}</Td>
            <Td className={numeric}>{textOf(latency(step.result?.p95Ms))}</Td>
            <Td className={`${numeric} ${minor}`}>{textOf(percent(step.result?.failureRate))}</Td>
            <Td className={`${numeric} ${minor}`}>{count(step.result?.requests)}</Td>
            <Td className={`${numeric} ${minor}`}>
              {step.result === undefined ? '–' : span(step.result.measuredMs)}
            </Td>
            <Td className={`${numeric} ${minor}`}>
              {step.drainMs === undefined ? '–' : textOf(latency(step.drainMs))}
            </Td>
            <Td>
              {step.run === undefined ? (
                '–'
              ) : (
                <TextLink href={`/runs/${step.run}`} prefetch={false}>
                  {step.run}
                </TextLink>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function StepBadge({ status, result, trouble }: SearchStepView) {
  if (trouble !== undefined)
    return (
      <span title={trouble}>
        <Badge tone="warn">Invalid</Badge>
      </span>
    );
  if (result === undefined)
    return <Badge tone="none">{status === 'running' ? 'Running' : 'Stopped'}</Badge>;
  const duration = result.sure ? 'stopped early (significant)' : 'full length';
  return (
    <span className="flex items-center gap-2" title={result.doubt ?? result.broke}>
      <Badge tone={result.holds ? 'pass' : 'fail'}>
        {result.holds ? 'Meets SLO' : 'Violates SLO'}
      </Badge>
      <span className="text-xs text-ink-3 max-sm:hidden">{duration}</span>
      {result.doubt !== undefined && <Badge tone="warn">may be unreliable</Badge>}
    </span>
  );
}
