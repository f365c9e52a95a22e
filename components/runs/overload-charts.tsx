'use client';

import { TimeChart } from '@/components/charts/time-chart';
import { DROPPED_SERIES, QUEUED_SERIES } from './charts/run-series';
import { modelOf } from './load-labels';
import { useRun } from './run-context';
import { useTimeCharts } from './use-time-charts';

/** Arrivals that were not sent when they were due; of an open plan even when there are none. */
export function OverloadCharts() {
  const { plan, state, series } = useRun();
  const { file, ...common } = useTimeCharts();
  const some = state.totals.dropped > 0 || series.points.some((point) => point.queued > 0);
  if (modelOf(plan) === 'closed' && !some) return null;
  return (
    <>
      <TimeChart
        {...common}
        title="Dropped"
        unit="requests/s"
        note="due, never sent"
        height={96}
        series={DROPPED_SERIES}
        yAtLeast={1}
        fileName={file('dropped')}
      />
      <TimeChart
        {...common}
        title="Queued"
        unit="requests"
        note="due, not sent yet"
        height={96}
        series={QUEUED_SERIES}
        yAtLeast={2}
        fileName={file('queued')}
      />
    </>
  );
}
