'use client';

import { useMemo } from 'react';
import { DistributionChart } from '@/components/charts/distribution-chart';
import { TimeChart } from '@/components/charts/time-chart';
import { TimelineProvider } from '@/components/charts/timeline';
import { ZoomNote } from '@/components/charts/zoom-note';
import { Section } from '@/components/ui/section';
import { hasEnded } from '@/lib/plan/run-status';
import { useRun } from './run-context';
import { endpointPoints, plotPoints } from './run-points';
import {
  endpointSeries,
  FAILURE_SERIES,
  RESPONSE_SERIES,
  THROUGHPUT_SERIES,
  USER_SERIES,
} from './run-series';

const GAP = { from: 'service', to: 'p95', color: 'var(--series-gap)' };

/** The run over time: five charts, one axis, one cursor. */
export function RunCharts() {
  const { number, state, series } = useRun();
  const { points, bucketMs } = series;
  const ended = hasEnded(state.status);
  const lastMs = (points.at(-1)?.atMs ?? 0) + bucketMs;
  const endMs = ended ? lastMs : Math.max(state.progress.plannedMs, lastMs);
  const loadEndMs = ended ? state.progress.elapsedMs : undefined;
  const all = useMemo(
    () => plotPoints({ points, bucketMs }, loadEndMs),
    [points, bucketMs, loadEndMs],
  );
  const byEndpoint = useMemo(() => endpointPoints(points), [points]);
  const names = state.endpoints.map((endpoint) => endpoint.name).join('\n');
  const endpoints = useMemo(() => endpointSeries(names.split('\n').filter(Boolean)), [names]);
  const common = {
    stepMs: bucketMs,
    empty: points.length > 0 ? undefined : ended ? 'No data.' : 'The first second is on its way.',
  };
  return (
    <TimelineProvider full={[0, endMs]}>
      <Section title="Over time" action={<ZoomNote />}>
        <div className="instrument">
          <TimeChart
            {...common}
            title="Response time"
            unit="ms"
            height={236}
            points={all}
            series={RESPONSE_SERIES}
            mayBeLog
            gap={GAP}
            fileName={`run-${number}-response-time`}
          />
          <TimeChart
            {...common}
            title="Throughput"
            unit="requests/s"
            height={144}
            points={all}
            series={THROUGHPUT_SERIES}
            fileName={`run-${number}-throughput`}
          />
          <TimeChart
            {...common}
            title="Users"
            unit="at once"
            height={96}
            points={all}
            series={USER_SERIES}
            fileName={`run-${number}-users`}
          />
          <TimeChart
            {...common}
            title="Failed requests"
            unit="%"
            height={112}
            points={all}
            series={FAILURE_SERIES}
            yAtLeast={0.01}
            fileName={`run-${number}-failures`}
          />
          <TimeChart
            {...common}
            title="Response time p95 by endpoint"
            unit="ms"
            height={200}
            points={byEndpoint}
            series={endpoints}
            mayBeLog
            fileName={`run-${number}-endpoints-p95`}
          />
        </div>
      </Section>
    </TimelineProvider>
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
