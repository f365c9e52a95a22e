import type { RunDetail } from '@/lib/live/run-detail';
import type { ExportFormat } from '@/lib/plan/export-formats';
import type { RunReference } from '@/lib/runs/find-reference';
import type { ProfileView } from '@/lib/runs/profile-view';
import type { RunMetrics } from '@/lib/runs/run-metrics';
import { EndpointTable } from './endpoint-table';
import { ErrorTable } from './error-table';
import { FailureNotice } from './failure-notice';
import { Findings } from './findings';
import { GeneratorSection } from './generator-section';
import { ImportNotes } from './import-notes';
import { JobLife } from './job-life';
import { KeyFigures } from './key-figures';
import type { ChooseMetrics } from './metric-picker';
import { PhaseTable } from './phase-table';
import { Removed } from './removed';
import type { RunActions } from './run-actions';
import { RunCharts } from './run-charts';
import { RunProvider } from './run-context';
import { RunDistribution } from './run-distribution';
import { RunDrift } from './run-drift';
import { RunFacts } from './run-facts';
import { RunHeader } from './run-header';
import { RunLead } from './run-lead';
import { RunObjectives } from './run-objectives';
import { RunProgress } from './run-progress';
import { RunTimeline } from './run-timeline';
import { RunValidity } from './run-validity';
import { Samples } from './samples';
import { TargetMetrics } from './target-metrics';
import type { FindSamples } from './use-samples';

interface RunPageProps {
  run: RunDetail;
  actions: RunActions;
  findSamples: FindSamples;
  metrics: RunMetrics;
  chooseMetrics: ChooseMetrics;
  profiles: readonly ProfileView[];
  exportFormats: readonly ExportFormat[];
  reference?: RunReference;
}

/** Sentence, numbers, pictures, tables, raw: whoever stops reading early is right. */
export function RunPage(props: RunPageProps) {
  const { run, actions, findSamples, metrics, chooseMetrics, profiles } = props;
  const { exportFormats, reference } = props;
  const { source } = run;
  // A file of figures alone has nothing to draw, and nothing else but what it says of them.
  const { removed } = run;
  const hasSeconds =
    removed.seconds === undefined && (source === undefined || run.series.points.length > 0);
  return (
    <RunProvider key={run.number} run={run}>
      <RunHeader actions={actions} exportFormats={exportFormats} reference={reference} />
      <RunLead />
      {source !== undefined && <ImportNotes {...source} />}
      <RunValidity />
      <RunObjectives choice={{ profiles, judge: actions.judge }} />
      <Findings />
      <FailureNotice />
      <RunProgress />
      <KeyFigures />
      <Removed {...removed} />
      <RunTimeline>
        {hasSeconds && (
          <RunCharts annotate={actions.annotate} removeAnnotation={actions.removeAnnotation} />
        )}
        {source === undefined && removed.seconds === undefined && (
          <TargetMetrics first={metrics} choose={chooseMetrics} />
        )}
        <RunDrift drift={run.drift} />
        {run.distribution.length + (source === undefined ? 1 : 0) > 0 && <RunDistribution />}
        <EndpointTable />
        <ErrorTable />
        <PhaseTable />
        <JobLife />
        {source === undefined && removed.seconds === undefined && <GeneratorSection />}
      </RunTimeline>
      {hasSeconds && removed.samples === undefined && <Samples find={findSamples} />}
      {source === undefined && <RunFacts run={run} />}
    </RunProvider>
  );
}
