'use client';

import { useMemo } from 'react';
import { DistributionChart } from '@/components/charts/distribution-chart';
import { TimeChart } from '@/components/charts/time-chart';
import { useTimeline } from '@/components/charts/timeline';
import { ZoomNote } from '@/components/charts/zoom-note';
import { Section } from '@/components/ui/section';
import { clock } from '@/lib/format/duration';
import { hasEnded } from '@/lib/plan/run-status';
import { modelOf } from './load-words';
import { useRun } from './run-context';
import { endpointPoints } from './run-points';
import {
  DROPPED_SERIES,
  endpointSeries,
  FAILURE_SERIES,
  QUEUED_SERIES,
  RESPONSE_SERIES,
  THROUGHPUT_SERIES,
  USER_SERIES,
} from './run-series';
import { useTimeCharts } from './use-time-charts';

const GAP = { from: 'service', to: 'p95', color: 'var(--series-gap)' };

/** The run over time: one axis, one cursor. */
export function RunCharts() {
  const { plan, state, series } = useRun();
  const { file, ...common } = useTimeCharts();
  const byEndpoint = useMemo(() => endpointPoints(series.points), [series.points]);
  const names = state.endpoints.map((endpoint) => endpoint.name).join('\n');
  const endpoints = useMemo(() => endpointSeries(names.split('\n').filter(Boolean)), [names]);
  return (
    <Section title="Over time" action={<ZoomNote />}>
      <div className="instrument">
        <TimeChart
          {...common}
          title="Response time"
          unit="ms"
          height={236}
          series={RESPONSE_SERIES}
          mayBeLog
          gap={GAP}
          fileName={file('response-time')}
        />
        <TimeChart
          {...common}
          title="Throughput"
          unit="requests/s"
          height={144}
          series={THROUGHPUT_SERIES}
          fileName={file('throughput')}
        />
        {modelOf(plan) === 'closed' && (
          <TimeChart
            {...common}
            title="Users"
            unit="at once"
            height={96}
            series={USER_SERIES}
            fileName={file('users')}
          />
        )}
        <OverloadCharts />
        <TimeChart
          {...common}
          title="Failed requests"
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
          mayBeLog
          fileName={file('endpoints-p95')}
        />
      </div>
      <MarkList />
    </Section>
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

/** The marks and shades of the charts in words, for those who do not see them. */
function MarkList() {
  const { marks, spans } = useTimeline();
  if (marks.length + spans.length === 0) return null;
  return (
    <ul aria-label="Changes of load" className="sr-only">
      {spans.map(({ from, to, label }) => (
        <li key={label}>
          {clock(from)} to {clock(to)}: {label}
        </li>
      ))}
      {marks.map(({ id, x, label }) => (
        <li key={id}>
          At {clock(x)}: {label}
        </li>
      ))}
    </ul>
  );
}

const PERCENTILES = [
  { label: 'p50', key: 'p50Ms', color: 'var(--series-p50)' },
  { label: 'p95', key: 'p95Ms', color: 'var(--series-p95)' },
  { label: 'p99', key: 'p99Ms', color: 'var(--series-p99)' },
] as const;

/** The run by response time. The server counts the bins, so it is drawn once the run has ended. */
export function RunDistribution() {
  const { number, state, distribution } = useRun();
  const ended = hasEnded(state.status);
  const { response } = state.overall;
  const marks = PERCENTILES.flatMap(({ label, key, color }) => {
    const ms = response[key];
    return ms === undefined ? [] : [{ label, ms, color }];
  });
  return (
    <Section title="By response time">
      <div className="instrument">
        <DistributionChart
          bins={ended ? distribution : []}
          marks={ended ? marks : []}
          height={240}
          fileName={`run-${number}-distribution`}
          empty={
            !ended
              ? 'Drawn when the run has ended.'
              : distribution.length === 0
                ? 'No data.'
                : undefined
          }
        />
      </div>
    </Section>
  );
}
