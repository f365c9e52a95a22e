import { CapacityFigures } from '@/components/capacity/capacity-figures';
import { capacitySentence } from '@/components/capacity/capacity-sentence';
import { ScalingCharts } from '@/components/capacity/scaling-charts';
import { EndpointTable } from '@/components/runs/endpoint-table';
import { ErrorTable } from '@/components/runs/error-table';
import { FailureNotice } from '@/components/runs/failure-notice';
import { Findings } from '@/components/runs/findings';
import { GeneratorSection } from '@/components/runs/generator-section';
import { ImportNotes } from '@/components/runs/import-notes';
import { JobLife } from '@/components/runs/job-life';
import { KeyFigures } from '@/components/runs/key-figures';
import { PhaseTable } from '@/components/runs/phase-table';
import { Removed } from '@/components/runs/removed';
import { RunCharts } from '@/components/runs/run-charts';
import { RunProvider } from '@/components/runs/run-context';
import { RunDistribution } from '@/components/runs/run-distribution';
import { RunDrift } from '@/components/runs/run-drift';
import { RunFacts } from '@/components/runs/run-facts';
import { RunLead } from '@/components/runs/run-lead';
import { runName } from '@/components/runs/run-name';
import { RunObjectives } from '@/components/runs/run-objectives';
import { RunTimeline } from '@/components/runs/run-timeline';
import { RunValidity } from '@/components/runs/run-validity';
import { StatusBadge } from '@/components/runs/status-badge';
import { TargetMetrics } from '@/components/runs/target-metrics';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/section';
import { span } from '@/lib/format/duration';
import { plural } from '@/lib/format/plural';
import type { RunDetail } from '@/lib/live/run-detail';
import { peakWords } from '@/lib/plan/peak-words';
import { plannedMs } from '@/lib/plan/plan-figures';
import type { REPORT_SECTIONS } from '@/lib/plan/report-request';
import type { CapacityPage } from '@/lib/runs/capacity-page';
import type { RunMetrics } from '@/lib/runs/run-metrics';
import { Glossary } from './glossary';
import { Method } from './method';
import { ReplayRun } from './replay-run';
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
        <Removed {...run.removed} />
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
              note={`From ${plural(capacity.points.length, 'steady level')} of runs that ask for the same.`}
            >
              <p className="mb-4 text-pretty">{capacitySentence(capacity)}</p>
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
        {source === undefined && `: ${peakWords(plan)}, ${span(plannedMs(plan))}`}
      </span>
      {source !== undefined && <span>imported from {source.tool}</span>}
      <span>against {target.name}</span>
      <span>
        started <Instant iso={state.startedAt ?? run.queuedAt} />
      </span>
      {run.labels.length > 0 && <span>{run.labels.join(', ')}</span>}
      {run.note !== undefined && <p className="w-full whitespace-pre-line">{run.note}</p>}
    </>
  );
}
