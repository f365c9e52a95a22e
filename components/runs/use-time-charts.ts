'use client';

import { useMemo } from 'react';
import { hasEnded } from '@/lib/plan/run-status';
import { plotPoints } from './charts/run-points';
import { useRun } from './run-context';

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
    empty: points.length > 0 ? undefined : ended ? 'No data.' : 'The first second is on its way.',
    file: (name: string) => `run-${number}-${name}`,
  };
}
