import { ImportNotes } from '@/components/import/import-notes';
import type { ChooseMetrics } from '@/components/metrics/metric-picker';
import { TargetMetrics } from '@/components/metrics/target-metrics';
import { Findings } from '@/components/verdict/findings';
import { RunObjectives } from '@/components/verdict/run-objectives';
import { RunValidity } from '@/components/verdict/run-validity';
import type { ExportFormat } from '@/lib/export/model';
import type { ProfileView } from '@/lib/profiles/model';
import type { BaselineRef, RunDetail, RunMetrics } from '@/lib/runs/model';
import { GeneratorSection } from './charts/generator-section';
import { RunCharts } from './charts/run-charts';
import { RunDistribution } from './charts/run-distribution';
import { RunDrift } from './charts/run-drift';
import { RunTimeline } from './charts/run-timeline';
import { FailureNotice } from './failure-notice';
import { KeyFigures } from './key-figures';
import { RunProvider } from './live/run-context';
import { RunProgress } from './live/run-progress';
import { RetentionNotice } from './retention-notice';
import type { RunActions } from './run-actions';
import { RunFacts } from './run-facts';
import { RunHeader } from './run-header';
import { RunLead } from './run-lead';
import { Samples } from './samples/samples';
import type { FindSamples } from './samples/use-samples';
import { EndpointTable } from './tables/endpoint-table';
import { ErrorTable } from './tables/error-table';
import { JobLife } from './tables/job-life';
import { PhaseTable } from './tables/phase-table';

interface RunPageProps {
  run: RunDetail;
  actions: RunActions;
  findSamples: FindSamples;
  metrics: RunMetrics;
  chooseMetrics: ChooseMetrics;
  profiles: readonly ProfileView[];
  exportFormats: readonly ExportFormat[];
  baseline?: BaselineRef;
  workerAlive: boolean;
}

/** Sentence, numbers, pictures, tables, raw: whoever stops reading early is right. */
export function RunPage(props: RunPageProps) {
  const { run, actions, findSamples, metrics, chooseMetrics, profiles } = props;
  const { exportFormats, baseline } = props;
  const { source } = run;
  // A file of figures alone has nothing to draw, and nothing else but what it says of them.
  const { removed } = run;
  const hasSeconds =
    removed.seconds === undefined && (source === undefined || run.series.points.length > 0);
  return (
    <RunProvider key={run.number} run={run}>
      <RunHeader actions={actions} exportFormats={exportFormats} baseline={baseline} />
      <RunLead />
      {source !== undefined && <ImportNotes {...source} />}
      <RunValidity />
      <RunObjectives choice={{ profiles, reevaluate: actions.reevaluate }} />
      <Findings />
      <FailureNotice />
      <RunProgress workerAlive={props.workerAlive} />
      <KeyFigures />
      <RetentionNotice {...removed} />
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
