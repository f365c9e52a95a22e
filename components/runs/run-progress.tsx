'use client';

import { clock, span } from '@/lib/format/duration';
import { hasEnded } from '@/lib/plan/run-status';
import { ProgressLine } from './progress-line';
import { useRun } from './run-context';
import { statusWord } from './status-badge';

/** How far a run has come and how long it still takes; gone once it has ended. */
export function RunProgress() {
  const { number, state } = useRun();
  const { elapsedMs, plannedMs, fraction } = state.progress;
  const leftMs = Math.max(0, plannedMs - elapsedMs);
  return (
    <>
      <p role="status" className="sr-only">
        Run {number}: {statusWord(state.status)}.
      </p>
      {!hasEnded(state.status) && (
        <div className="mb-6">
          <ProgressLine fraction={fraction} label={`Progress of run ${number}`} />
          <div className="nums mt-1 grid grid-cols-[1fr_2fr_1fr] text-xs text-ink-2">
            <span>{clock(elapsedMs)}</span>
            <span className="text-center">
              {state.status === 'running' && leftMs > 0 && <>{span(leftMs)} left</>}
              {state.status === 'running' && leftMs === 0 && <>the last requests are coming in</>}
              {state.status === 'stopping' && <>stopping</>}
              {state.status === 'queued' && <>not started</>}
            </span>
            <span className="text-right">{clock(plannedMs)}</span>
          </div>
        </div>
      )}
    </>
  );
}
