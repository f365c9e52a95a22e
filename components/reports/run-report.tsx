import { CapacityFigures } from '@/components/capacity/capacity-figures';
import { capacitySummary } from '@/components/capacity/capacity-summary';
import { ScalingCharts } from '@/components/capacity/scaling-charts';
import { ImportNotes } from '@/components/import/import-notes';
import { TargetMetrics } from '@/components/metrics/target-metrics';
import { GeneratorSection } from '@/components/runs/charts/generator-section';
import { RunCharts } from '@/components/runs/charts/run-charts';
import { RunDistribution } from '@/components/runs/charts/run-distribution';
import { RunDrift } from '@/components/runs/charts/run-drift';
import { RunTimeline } from '@/components/runs/charts/run-timeline';
import { FailureNotice } from '@/components/runs/failure-notice';
import { KeyFigures } from '@/components/runs/key-figures';
import { RunProvider } from '@/components/runs/live/run-context';
import { RetentionNotice } from '@/components/runs/retention-notice';
import { RunFacts } from '@/components/runs/run-facts';
import { RunLead } from '@/components/runs/run-lead';
import { runName, StatusBadge } from '@/components/runs/status-badge';
import { EndpointTable } from '@/components/runs/tables/endpoint-table';
import { ErrorTable } from '@/components/runs/tables/error-table';
import { JobLife } from '@/components/runs/tables/job-life';
import { PhaseTable } from '@/components/runs/tables/phase-table';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/page';
import { Findings } from '@/components/verdict/findings';
import { RunObjectives } from '@/components/verdict/run-objectives';
import { RunValidity } from '@/components/verdict/run-validity';
import type { CapacityPage } from '@/lib/capacity/model';
import { span } from '@/lib/core/duration';
import { count, plural } from '@/lib/core/number';
import { plannedMs } from '@/lib/plan/figures';
import { peakLabel } from '@/lib/plan/labels';
import { planText } from '@/lib/plan/plan-text';
import type { REPORT_SECTIONS } from '@/lib/reports/model';
import type { RunDetail, RunMetrics } from '@/lib/runs/model';
import { CodeBlock } from './code-block';
import { Glossary } from './glossary';
import { Method } from './method';
import { ReportDocument, type ReportFrame } from './report-document';

interface RunReportProps extends ReportFrame {
  run: RunDetail;
  metrics: RunMetrics;
  /** Of the runs that ask its target for the same; undefined where no load stood still. */
  capacity?: CapacityPage;
}

/** A run for a reader who was not there. */
export function RunReport({ run, metrics, capacity, ...frame }: RunReportProps) {
  const has = (section: keyof typeof REPORT_SECTIONS.run) =>
    !frame.request.without.includes(section);
  const measuredHere = run.source === undefined;
  const isWhole = run.removed.seconds === undefined;
  const hasSeconds = isWhole && (measuredHere || run.series.points.length > 0);
  return (
    <RunProvider run={run}>
      <ReportDocument
        {...frame}
        name={`Run ${run.number} · ${runName(run)}`}
        facts={<RunFactsLine run={run} />}
        lead={<RunLead bare />}
      >
        {run.source !== undefined && <ImportNotes {...run.source} />}
        <RunValidity />
        <FailureNotice />
        {has('objectives') && <RunObjectives />}
        {has('figures') && (
          <Section title="Key figures">
            <KeyFigures />
          </Section>
        )}
        <RetentionNotice {...run.removed} />
        {has('findings') && <Findings />}
        <RunTimeline>
          {has('charts') && hasSeconds && <RunCharts />}
          {has('charts') && run.distribution.length > 0 && <RunDistribution />}
          {has('metrics') && measuredHere && isWhole && <TargetMetrics first={metrics} />}
          {has('metrics') && <RunDrift drift={run.drift} />}
          {has('endpoints') && <EndpointTable />}
          {has('endpoints') && <PhaseTable />}
          {has('errors') && <ErrorTable />}
          {has('jobs') && <JobLife />}
          {has('capacity') && capacity !== undefined && (
            <Section
              title="Capacity"
              note={`From ${plural(capacity.points.length, 'steady load level')} of runs with the same workload.`}
            >
              <p className="mb-4 text-pretty">{capacitySummary(capacity)}</p>
              {capacity.points.length > 1 && (
                <>
                  <CapacityFigures {...capacity} />
                  <div className="mt-4">
                    <ScalingCharts {...capacity} />
                  </div>
                </>
              )}
            </Section>
          )}
          {has('generator') && measuredHere && isWhole && <GeneratorSection />}
        </RunTimeline>
        {has('plan') && measuredHere && <RunFacts run={run} />}
        {has('method') && <Method kind="run" limits={run.validity?.limits} />}
        {has('glossary') && <Glossary />}
        {has('replay') && measuredHere && <ReplayRun run={run} />}
      </ReportDocument>
    </RunProvider>
  );
}

function RunFactsLine({ run }: { run: RunDetail }) {
  const { scenario, target, state, plan, source } = run;
  return (
    <>
      <StatusBadge status={state.status} />
      <span>
        {scenario.name}
        {scenario.version !== undefined && ` version ${scenario.version}`}
        {source === undefined && `: ${peakLabel(plan)}, ${span(plannedMs(plan))}`}
      </span>
      {source !== undefined && <span>imported from {source.tool}</span>}
      <span>on {target.name}</span>
      <span>
        started <Instant iso={state.startedAt ?? run.queuedAt} />
      </span>
      {run.labels.length > 0 && <span>{run.labels.join(', ')}</span>}
      {run.note !== undefined && <p className="w-full whitespace-pre-line">{run.note}</p>}
    </>
  );
}

/** A replay of thousands of instants would fill a book. */
const MAX_PLAN_CHARACTERS = 6000;

/** All it takes to send the same again, and to check that it is the same. */
function ReplayRun({ run }: { run: RunDetail }) {
  const { number, plan, planHash, seed, target } = run;
  const text = planText(plan);
  return (
    <Section title="How to reproduce">
      <div className="flex flex-col gap-2 text-ink-2">
        <p className="text-pretty">
          In this dashboard: “Run again” on run {number}. Elsewhere: save the plan below as
          plan.json. The first command prints its hash, which must match the one below. The second
          makes the same decisions in the same order because the seed is the same.
        </p>
        <CodeBlock>
          {[
            'plimsoll plan check plan.json',
            `plimsoll run plan.json --target ${target.url} --seed ${seed}`,
          ].join('\n')}
        </CodeBlock>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
          <dt>Plan hash</dt>
          <dd className="font-mono text-xs break-all text-ink">{planHash}</dd>
          <dt>Seed</dt>
          <dd className="font-mono text-xs text-ink">{seed}</dd>
        </dl>
        {text.length <= MAX_PLAN_CHARACTERS ? (
          <CodeBlock>{text}</CodeBlock>
        ) : (
          <p>
            The plan has {count(text.length)} characters, too many to print. Use “Run again”
            instead.
          </p>
        )}
      </div>
    </Section>
  );
}
