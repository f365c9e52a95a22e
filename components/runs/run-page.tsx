import type { RunDetail } from '@/lib/live/run-detail';
import { EndpointTable } from './endpoint-table';
import { ErrorTable } from './error-table';
import { FailureNotice } from './failure-notice';
import { KeyFigures } from './key-figures';
import type { RunActions } from './run-actions';
import { RunCharts, RunDistribution } from './run-charts';
import { RunProvider } from './run-context';
import { RunFacts } from './run-facts';
import { RunHeader } from './run-header';
import { RunLead } from './run-lead';
import { RunProgress } from './run-progress';
import { Samples } from './samples';
import type { FindSamples } from './use-samples';

interface RunPageProps {
  run: RunDetail;
  actions: RunActions;
  findSamples: FindSamples;
}

/** Sentence, numbers, pictures, tables, raw: whoever stops reading early is right. */
export function RunPage({ run, actions, findSamples }: RunPageProps) {
  return (
    <RunProvider key={run.number} run={run}>
      <RunHeader actions={actions} />
      <RunLead />
      <FailureNotice />
      <RunProgress />
      <KeyFigures />
      <RunCharts />
      <RunDistribution />
      <EndpointTable />
      <ErrorTable />
      <Samples find={findSamples} />
      <RunFacts run={run} />
    </RunProvider>
  );
}
