'use client';

import { StaleNotice, WorkerNotice } from '@/components/overview/worker-notice';
import { clock, span } from '@/lib/core/duration';
import { hasEnded, type RunDetail } from '@/lib/runs/model';
import { loadChangeLabel, modelOf } from '../load-labels';
import { statusLabel } from '../status-badge';
import { ProgressLine } from './progress-line';
import { useRun } from './run-context';

/** How far a run has come and how long it still takes; gone once it has ended. */
export function RunProgress({ workerAlive }: { workerAlive: boolean }) {
  const run = useRun();
  const { number, state } = run;
  const { elapsedMs, plannedMs, fraction } = state.progress;
  return (
    <>
      {state.isStale && <StaleNotice what="run" />}
      {state.status === 'queued' && <WorkerNotice alive={workerAlive} />}
      <p role="status" className="sr-only">
        Run {number}: {statusLabel(state.status)}
        {state.paused && state.status === 'running' && ', load paused'}
        {state.isStale && ', its worker is not responding'}.
      </p>
      {!hasEnded(state.status) && (
        <div className="mb-6">
          <ProgressLine fraction={fraction} label={`Progress of run ${number}`} />
          <div className="nums mt-1 grid grid-cols-[1fr_2fr_1fr] text-xs text-ink-2">
            <span>{clock(elapsedMs)}</span>
            <span className="text-center">{progressLabel(run)}</span>
            <span className="text-right">{clock(plannedMs)}</span>
          </div>
        </div>
      )}
    </>
  );
}

function progressLabel({ state, plan }: RunDetail): string {
  if (state.status === 'queued') return 'not started';
  if (state.isStale) return 'not responding';
  if (state.status === 'stopping') return 'stopping';
  const pending = state.marks.find(({ atMs }) => atMs === undefined);
  if (pending !== undefined) return loadChangeLabel(pending, modelOf(plan));
  const { elapsedMs, plannedMs } = state.progress;
  const left = elapsedMs < plannedMs ? `${span(plannedMs - elapsedMs)} left` : undefined;
  if (state.paused)
    return `Paused, no new requests are sent${left === undefined ? '' : `; ${left}`}`;
  return left ?? 'finishing in-flight requests';
}
