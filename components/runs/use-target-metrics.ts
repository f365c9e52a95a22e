'use client';

import { useEffect, useState } from 'react';
import { lastStepMs, mergeMetrics } from '@/components/metrics/merge-metrics';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunMetrics } from '@/lib/runs/run-metrics';
import { useRun } from './run-context';

const POLL_MS = 2000;

/** The target's metrics, asked for while the run lasts, once when it has ended, and after a `reload`. */
export function useTargetMetrics(first: RunMetrics) {
  const { number, state } = useRun();
  const ended = hasEnded(state.status);
  const [endedAtFirst] = useState(ended);
  const [reloads, setReloads] = useState(0);
  const [metrics, setMetrics] = useState(first);

  useEffect(() => {
    if (endedAtFirst && reloads === 0) return;
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let held: RunMetrics | undefined;
    const look = async () => {
      const next = await ask(number, held && lastStepMs(held), gone.signal);
      if (gone.signal.aborted) return;
      if (next !== undefined) {
        held = held === undefined ? next : mergeMetrics(held, next);
        if (held !== undefined) setMetrics(held);
      }
      if (!ended || next === undefined || held === undefined) timer = setTimeout(look, POLL_MS);
    };
    void look();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [number, ended, endedAtFirst, reloads]);

  return { metrics, reload: () => setReloads((before) => before + 1) };
}

/** Undefined where no answer came: it is asked for again. */
async function ask(number: number, sinceMs: number | undefined, signal: AbortSignal) {
  try {
    const since = sinceMs === undefined ? '' : `?since=${sinceMs}`;
    const response = await fetch(`/api/runs/${number}/metrics${since}`, { signal });
    return response.ok ? ((await response.json()) as RunMetrics) : undefined;
  } catch {
    return undefined;
  }
}
