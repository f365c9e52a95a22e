'use client';

import { type ReactNode, useMemo } from 'react';
import { TimelineProvider } from '@/components/charts/timeline';
import { useShownFinding } from '@/components/verdict/use-shown-finding';
import { hasEnded } from '@/lib/plan/run-status';
import { findingBands } from '../finding-bands';
import { modelOf, pausedMs, timeMarks, warmUpSpans } from '../load-labels';
import { useRun } from '../run-context';

/** The run's time: one axis, one cursor and one set of marks for every chart of its page. */
export function RunTimeline({ children }: { children: ReactNode }) {
  const { plan, state, series } = useRun();
  const { points, bucketMs } = series;
  const model = modelOf(plan);
  const lastMs = (points.at(-1)?.atMs ?? 0) + bucketMs;
  const dueMs = state.progress.plannedMs + pausedMs(state.marks, lastMs);
  const endMs = hasEnded(state.status) ? lastMs : Math.max(dueMs, lastMs);
  const marks = useMemo(() => timeMarks(state.marks, model), [state.marks, model]);
  const spans = useMemo(() => warmUpSpans(plan), [plan]);
  const { shown } = useShownFinding();
  const bands = useMemo(() => findingBands(shown), [shown]);
  return (
    <TimelineProvider full={[0, endMs]} marks={marks} spans={spans} bands={bands}>
      {children}
    </TimelineProvider>
  );
}
