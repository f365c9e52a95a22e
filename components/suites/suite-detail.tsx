import { StaleNotice, WorkerNotice } from '@/components/overview/worker-notice';
import { ReportMenu } from '@/components/reports/report-menu';
import { statusLabel } from '@/components/runs/status-badge';
import { Instant } from '@/components/ui/instant';
import { Lead, Notice, PageHeader } from '@/components/ui/page';
import { span } from '@/lib/core/duration';
import { hasSuiteEnded, type SuiteView } from '@/lib/suites/model';
import { benchmarkSelection } from './benchmark-selection';
import { BenchmarkTable } from './benchmark-table';
import { CompliancePanel } from './compliance-panel';
import { RerunSuite } from './rerun-suite';
import { StopSuite } from './stop-suite';
import type { StartSuite, StopSuite as Stop } from './suite-actions';
import { SuiteEnvironment } from './suite-environment';
import { SuiteProgress } from './suite-progress';
import { SuiteStatusBadges } from './suite-status';
import { suiteSummary } from './suite-summary';

interface SuiteDetailProps {
  suite: SuiteView;
  workerAlive: boolean;
  start: StartSuite;
  stop: Stop;
}

/** One suite: live while it runs, and as it ended. */
export function SuiteDetail({ suite, workerAlive, start, stop }: SuiteDetailProps) {
  const { id, targetId, numbers, quick, startedAt, endedAt, failureReason } = suite;
  const ended = hasSuiteEnded(suite.status);
  return (
    <>
      <PageHeader
        title={`Suite ${id}`}
        badge={<SuiteStatusBadges {...suite} />}
        action={
          ended ? (
            <>
              <ReportMenu subject={{ kind: 'suite', suite: id }} />
              {targetId !== undefined && (
                <RerunSuite target={targetId} quick={quick} numbers={numbers} start={start} />
              )}
            </>
          ) : (
            <StopSuite id={id} stop={stop} />
          )
        }
      >
        <p className="nums flex flex-wrap gap-x-4 gap-y-1 text-ink-2 max-sm:mt-2">
          <span>{benchmarkSelection(suite)}</span>
          <span title={suite.targetUrl}>on {suite.target}</span>
          <span>
            {startedAt === undefined ? 'queued ' : 'started '}
            <Instant iso={startedAt ?? suite.queuedAt} relative />
          </span>
          {startedAt !== undefined && endedAt !== undefined && (
            <span>took {span(Date.parse(endedAt) - Date.parse(startedAt))}</span>
          )}
        </p>
      </PageHeader>
      <p role="status" className="sr-only">
        Suite {id}: {statusLabel(suite.status)}.
      </p>
      <Lead>{suiteSummary(suite)}</Lead>
      {suite.isStale && <StaleNotice what="suite" />}
      {!ended && !suite.isStale && <WorkerNotice alive={workerAlive} />}
      {failureReason !== undefined && (
        <div className="mb-6">
          <Notice tone={suite.status === 'failed' ? 'fail' : 'warn'} title={failureReason}>
            Verdicts so far are kept. Fix the cause, then run the suite again.
          </Notice>
        </div>
      )}
      <SuiteProgress suite={suite} />
      {suite.compliance.of > 1 && <CompliancePanel {...suite} />}
      <BenchmarkTable
        benchmarks={suite.benchmarks}
        target={ended ? targetId : undefined}
        start={start}
        quick={quick}
      />
      <SuiteEnvironment suite={suite} />
    </>
  );
}
