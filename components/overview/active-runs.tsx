'use client';

import { ProgressLine } from '@/components/runs/live/progress-line';
import { useRunEvents } from '@/components/runs/live/use-run-events';
import { runName, StatusBadge } from '@/components/runs/status-badge';
import { Quantity } from '@/components/ui/figures';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { TextLink } from '@/components/ui/text-link';
import { clock, latency } from '@/lib/core/duration';
import { count, percent, rate } from '@/lib/core/number';
import type { RunListItem } from '@/lib/runs/model';

/** Active runs or waiting; the figures are live, the queue is looked at every few seconds. */
export function ActiveRuns({ runs }: { runs: readonly RunListItem[] }) {
  if (runs.length === 0) return null;
  return (
    <>
      <RefreshEvery seconds={3} />
      <ul aria-label="Active runs" className="instrument mb-2">
        {runs.map((run) => (
          <ActiveRun key={run.number} run={run} />
        ))}
      </ul>
    </>
  );
}

function ActiveRun({ run }: { run: RunListItem }) {
  const underWay = run.status !== 'queued';
  const state = useRunEvents(run.number, underWay)?.state;
  const elapsedMs = Math.min(state?.progress.elapsedMs ?? 0, run.plannedMs);
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink href={`/runs/${run.number}`} prefetch={false} className="font-medium">
          Run {run.number} · {runName(run)}
        </TextLink>
        <StatusBadge status={run.status} isStale={state?.isStale ?? run.isStale} />
        <span className="text-sm text-ink-2">on {run.target}</span>
        {underWay && (
          <span className="nums ml-auto flex gap-4 text-sm text-ink-2">
            <span>{count(state?.totals.requests)} requests</span>
            <Quantity of={rate(state?.totals.requestsPerSecond)} />
            <span>
              p95 <Quantity of={latency(state?.overall.response.p95Ms)} />
            </span>
            <span>
              error rate <Quantity of={percent(state?.totals.failureRate)} />
            </span>
          </span>
        )}
      </div>
      {underWay && (
        <div className="nums mt-1 flex items-center gap-3 text-xs text-ink-3">
          <span>{clock(elapsedMs)}</span>
          <div className="flex-1">
            <ProgressLine
              fraction={elapsedMs / run.plannedMs}
              label={`Progress of run ${run.number}`}
            />
          </div>
          <span>{clock(run.plannedMs)}</span>
        </div>
      )}
    </li>
  );
}
