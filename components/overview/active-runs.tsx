'use client';

import { useEffect, useState } from 'react';
import { ProgressLine } from '@/components/runs/progress-line';
import { runEventIn } from '@/components/runs/run-event';
import { runName, StatusBadge } from '@/components/runs/status-badge';
import { Quantity } from '@/components/ui/figures';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { TextLink } from '@/components/ui/text-link';
import { clock, latency } from '@/lib/core/duration';
import { count, percent, rate } from '@/lib/core/number';
import { hasEnded, type RunListItem, type RunState } from '@/lib/runs/model';

/** Runs under way or waiting; the figures are live, the queue is looked at every few seconds. */
export function ActiveRuns({ runs }: { runs: readonly RunListItem[] }) {
  if (runs.length === 0) return null;
  return (
    <>
      <RefreshEvery seconds={3} />
      <ul aria-label="Runs under way" className="instrument mb-2">
        {runs.map((run) => (
          <ActiveRun key={run.number} run={run} />
        ))}
      </ul>
    </>
  );
}

function ActiveRun({ run }: { run: RunListItem }) {
  const underWay = run.status !== 'queued';
  const state = useRunState(run.number, underWay);
  const elapsedMs = Math.min(state?.progress.elapsedMs ?? 0, run.plannedMs);
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink href={`/runs/${run.number}`} prefetch={false} className="font-medium">
          Run {run.number} · {runName(run)}
        </TextLink>
        <StatusBadge status={run.status} />
        <span className="text-sm text-ink-2">against {run.target}</span>
        {underWay && (
          <span className="nums ml-auto flex gap-4 text-sm text-ink-2">
            <span>{count(state?.totals.requests)} requests</span>
            <Quantity of={rate(state?.totals.requestsPerSecond)} />
            <span>
              p95 <Quantity of={latency(state?.overall.response.p95Ms)} />
            </span>
            <span>
              <Quantity of={percent(state?.totals.failureRate)} /> failed
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

/** A run's state, followed while `follow` is set; undefined before the first event. */
export function useRunState(number: number, follow: boolean): RunState | undefined {
  const [state, setState] = useState<RunState>();
  useEffect(() => {
    if (!follow) return;
    const source = new EventSource(`/api/runs/${number}/events`);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = runEventIn(data);
      setState(event.state);
      if (hasEnded(event.state.status)) source.close();
    };
    return () => source.close();
  }, [number, follow]);
  return state;
}
