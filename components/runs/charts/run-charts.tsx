'use client';

import { useMemo } from 'react';
import type { PlotPoint } from '@/components/charts/series';
import { TimeChart } from '@/components/charts/time-chart';
import { ZoomNote } from '@/components/charts/timeline';
import { Section } from '@/components/ui/page';
import { CHARTS_ID } from '@/components/verdict/use-shown-finding';
import { type AnnotationActions, AnnotationList } from '../annotations';
import { useRun } from '../live/run-context';
import { modelOf } from '../load-labels';
import { failureLimits, responseLimits } from './chart-limits';
import { endpointPoints } from './run-points';
import {
  ARRIVAL_SERIES,
  DROPPED_SERIES,
  endpointSeries,
  FAILURE_SERIES,
  QUEUED_SERIES,
  RESPONSE_SERIES,
  THROUGHPUT_SERIES,
  USER_SERIES,
} from './run-series';
import { useTimeCharts } from './run-timeline';
import { withScheduledRate } from './scheduled-rate';

const GAPS = [{ from: 'service', to: 'p95', color: 'var(--series-gap)' }];

/** The run over time: one axis, one cursor. */
export function RunCharts(actions: Partial<AnnotationActions>) {
  const { plan, state, series, judgement, source } = useRun();
  const { file, ...common } = useTimeCharts();
  const { points } = common;
  const response = useMemo(() => responseLimits(judgement, points), [judgement, points]);
  const failures = useMemo(() => failureLimits(judgement, points), [judgement, points]);
  const byEndpoint = useMemo(() => endpointPoints(series.points), [series.points]);
  const names = state.endpoints.map((endpoint) => endpoint.name).join('\n');
  const endpoints = useMemo(() => endpointSeries(names.split('\n').filter(Boolean)), [names]);
  return (
    <Section id={CHARTS_ID} title="Over time" action={<ZoomNote />}>
      <div className="instrument">
        <TimeChart
          {...common}
          {...response}
          title="Response time"
          unit="ms"
          height={236}
          series={RESPONSE_SERIES}
          logScale
          gaps={GAPS}
          fileName={file('response-time')}
        />
        <Throughput />
        {modelOf(plan) === 'closed' && (source === undefined || hasUsers(points)) && (
          <TimeChart
            {...common}
            title="Virtual users"
            unit="active"
            height={96}
            series={USER_SERIES}
            fileName={file('users')}
          />
        )}
        <OverloadCharts />
        <TimeChart
          {...common}
          {...failures}
          title="Error rate"
          unit="%"
          height={112}
          series={FAILURE_SERIES}
          yAtLeast={0.01}
          fileName={file('failures')}
        />
        <TimeChart
          {...common}
          title="Response time p95 by endpoint"
          unit="ms"
          height={200}
          points={byEndpoint}
          series={endpoints}
          logScale
          fileName={file('endpoints-p95')}
        />
      </div>
      <AnnotationList {...actions} />
    </Section>
  );
}

/** Some tools tell how many users there were, most do not. */
function hasUsers(points: readonly PlotPoint[]): boolean {
  return points.some(({ values }) => (values.users ?? 0) > 0);
}

/** What was sent; of an open plan beside what it asked for. */
function Throughput() {
  const { plan, state } = useRun();
  const { file, points, ...common } = useTimeCharts();
  const open = modelOf(plan) === 'open';
  const plotted = useMemo(
    () => (open ? withScheduledRate(points, common.stepMs, plan, state.marks) : points),
    [open, points, common.stepMs, plan, state.marks],
  );
  return (
    <TimeChart
      {...common}
      title="Throughput"
      unit="requests/s"
      height={144}
      points={plotted}
      series={open ? ARRIVAL_SERIES : THROUGHPUT_SERIES}
      fileName={file('throughput')}
    />
  );
}

/** Arrivals that were not sent when they were due; of an open plan even when there are none. */
function OverloadCharts() {
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
        note="scheduled, never sent"
        height={96}
        series={DROPPED_SERIES}
        yAtLeast={1}
        fileName={file('dropped')}
      />
      <TimeChart
        {...common}
        title="Queued"
        unit="requests"
        note="scheduled, not sent yet"
        height={96}
        series={QUEUED_SERIES}
        yAtLeast={2}
        fileName={file('queued')}
      />
    </>
  );
}
