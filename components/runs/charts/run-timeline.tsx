'use client';

import { type ReactNode, useMemo } from 'react';
import type { TimeSpan } from '@/components/charts/time-annotation';
import { TimelineProvider } from '@/components/charts/timeline';
import { useShownFinding } from '@/components/verdict/use-shown-finding';
import { hasEnded } from '@/lib/runs/model';
import type { Finding } from '@/lib/verdict/model';
import { useRun } from '../live/run-context';
import { modelOf, pausedMs, timeAnnotations, warmUpSpans } from '../load-labels';
import { plotPoints } from './run-points';

/** The run's time: one axis, one cursor and one set of marks for every chart of its page. */
export function RunTimeline({ children }: { children: ReactNode }) {
  const { plan, state, series } = useRun();
  const { points, bucketMs } = series;
  const model = modelOf(plan);
  const lastMs = (points.at(-1)?.atMs ?? 0) + bucketMs;
  const dueMs = state.progress.plannedMs + pausedMs(state.marks, lastMs);
  const endMs = hasEnded(state.status) ? lastMs : Math.max(dueMs, lastMs);
  const annotations = useMemo(() => timeAnnotations(state.marks, model), [state.marks, model]);
  const spans = useMemo(() => warmUpSpans(plan), [plan]);
  const { shown } = useShownFinding();
  const bands = useMemo(() => findingBands(shown), [shown]);
  return (
    <TimelineProvider full={[0, endMs]} annotations={annotations} spans={spans} bands={bands}>
      {children}
    </TimelineProvider>
  );
}

/** Where a finding is seen, for the charts; of several spans each is a band. */
function findingBands(finding: Finding | undefined): TimeSpan[] {
  return (finding?.spans ?? []).map(({ fromMs, toMs }) => ({
    from: fromMs,
    to: toMs,
    label: finding?.title ?? '',
  }));
}

/** What every chart over the run's time is given. */
export function useTimeCharts() {
  const { number, state, series } = useRun();
  const { points, bucketMs } = series;
  const ended = hasEnded(state.status);
  const loadEndMs = ended ? state.progress.elapsedMs : undefined;
  const plotted = useMemo(
    () => plotPoints({ points, bucketMs }, loadEndMs),
    [points, bucketMs, loadEndMs],
  );
  return {
    points: plotted,
    stepMs: bucketMs,
    empty: points.length > 0 ? undefined : ended ? 'No data.' : 'Waiting for the first data…',
    file: (name: string) => `run-${number}-${name}`,
  };
}
