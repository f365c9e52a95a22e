'use client';

import clsx from 'clsx';
import { useRouter } from 'next/navigation';
import { useId, useMemo, useState } from 'react';
import { niceAxis } from '@/components/charts/axis';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor, useHidden } from '@/components/charts/interaction';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type PlotSeries } from '@/components/charts/series';
import type { TimeAnnotation } from '@/components/charts/time-annotation';
import { useIsPrinted } from '@/components/ui/print';
import type { CapacityPage } from '@/lib/capacity/model';
import { latency } from '@/lib/core/duration';
import { count, rate, textOf } from '@/lib/core/number';
import { latencyPoints, scalingPoints } from './scaling-points';

const HEIGHT = 280;
const TICKS = 8;

type ChartsProps = Pick<CapacityPage, 'points' | 'curve' | 'fit' | 'line' | 'profile' | 'chosen'>;

/** The measured curve two ways: throughput by load, and response time by throughput. */
export function ScalingCharts(props: ChartsProps) {
  const printed = useIsPrinted();
  return (
    <div className={clsx('instrument grid-cols-1', !printed && 'xl:grid-cols-2')}>
      <ThroughputChart {...props} />
      <LatencyChart {...props} />
    </div>
  );
}

const perSecond = { format: rate, unit: '/s' };

function ThroughputChart({ points: measured, curve, fit, line, chosen }: ChartsProps) {
  const cursor = useState(() => new Cursor())[0];
  const { hidden, toggle } = useHidden();
  const points = useMemo(() => scalingPoints(measured, curve), [measured, curve]);
  const loads = chosen?.unit === 'users' ? 'users' : 'requests in flight';
  const has = (key: string) => points.some(({ values }) => values[key] !== undefined);
  const series: PlotSeries[] = [
    { ...perSecond, key: 'measured', label: 'measured', color: 'var(--ink)', look: 'dots' },
    { ...perSecond, key: 'law', label: 'fitted', color: 'var(--accent)' },
    ...(has('beyond')
      ? [
          {
            ...perSecond,
            key: 'beyond',
            label: 'extrapolated',
            endLabel: 'extrap.',
            color: 'var(--accent)',
            look: 'dashed' as const,
          },
        ]
      : []),
  ];
  const axis = niceAxis(Math.max(1, ...points.map(({ x }) => x)), TICKS);
  const isUsers = chosen?.unit === 'users';
  return (
    <ChartFrame
      title="Throughput by load"
      unit="successful requests/s"
      note={fit === undefined || fit.isPoor ? undefined : 'with the 95 % band of the fit'}
      height={HEIGHT}
      fileName={`capacity-throughput-${chosen?.familyHash ?? ''}`}
      columns={() =>
        columnsOf({ header: loads, value: (x) => Math.round(x * 100) / 100 }, points, [
          ...series,
          { ...perSecond, key: 'low', label: 'fitted, low', color: '' },
          { ...perSecond, key: 'high', label: 'fitted, high', color: '' },
        ])
      }
      legend={<Legend {...{ series, hidden, points, cursor }} onToggle={toggle} />}
    >
      <Plot
        title={`Throughput by ${loads}`}
        {...{ points, series, hidden, cursor, height: HEIGHT }}
        syncId={useId()}
        gaps={[{ from: 'low', to: 'high', color: 'var(--accent)', with: 'law' }]}
        annotations={
          isUsers ? annotationsOf({ fit, line }) : annotationsOf({ fit, line: undefined })
        }
        limits={
          !isUsers && line.state === 'known'
            ? [{ value: line.line.load, label: `safe ${textOf(rate(line.line.load))}` }]
            : []
        }
        x={{
          domain: [0, axis.max],
          ticks: axis.ticks,
          format: (x) => count(x),
          tip: (x) => `${Number(x.toPrecision(3))} ${loads}`,
        }}
      />
    </ChartFrame>
  );
}

function annotationsOf({
  fit,
  line,
}: {
  fit?: ChartsProps['fit'];
  line?: ChartsProps['line'];
}): TimeAnnotation[] {
  return [
    ...(line?.state === 'known'
      ? [
          {
            id: 'line',
            x: line.line.load,
            label: `safe load ${count(line.line.load)}`,
            tone: 'fail' as const,
          },
        ]
      : []),
    ...(fit?.kneeN === undefined
      ? []
      : [{ id: 'knee', x: fit.kneeN, label: `knee ${count(fit.kneeN)}` }]),
    ...(fit?.peakN === undefined
      ? []
      : [{ id: 'peak', x: fit.peakN, label: `peak ${count(fit.peakN)}` }]),
  ];
}

function LatencyChart({ points: measured, profile, chosen }: ChartsProps) {
  const router = useRouter();
  const cursor = useState(() => new Cursor())[0];
  const { hidden, toggle } = useHidden();
  const points = useMemo(() => latencyPoints(measured), [measured]);
  const inMs = { format: latency, unit: 'ms' };
  const series: PlotSeries[] = [
    { ...inMs, key: 'p95', label: 'p95', color: 'var(--series-p95)', look: 'dots' },
    { ...inMs, key: 'p50', label: 'p50', color: 'var(--series-a)', look: 'dots' },
  ];
  const axis = niceAxis(Math.max(0.1, ...points.map(({ x }) => x)), TICKS);
  return (
    <ChartFrame
      title="Response time by throughput"
      unit="ms"
      note="one dot per steady level"
      height={HEIGHT}
      fileName={`capacity-latency-${chosen?.familyHash ?? ''}`}
      columns={() =>
        columnsOf(
          { header: 'successful requests/s', value: (x) => Math.round(x * 100) / 100 },
          points,
          series,
        )
      }
      legend={<Legend {...{ series, hidden, points, cursor }} onToggle={toggle} />}
    >
      <Plot
        title="Response time by throughput"
        {...{ points, series, hidden, cursor, height: HEIGHT }}
        syncId={useId()}
        limits={
          profile?.p95LimitMs === undefined
            ? []
            : [{ value: profile.p95LimitMs, label: textOf(latency(profile.p95LimitMs)) }]
        }
        x={{
          domain: [0, axis.max],
          ticks: axis.ticks,
          format: (x) => count(x),
          tip: (x) => textOf(rate(x)),
        }}
        onPick={(x) => {
          const run = measured.find(({ throughput }) => throughput === x)?.run;
          if (run !== undefined) router.push(`/runs/${run}`);
        }}
      />
    </ChartFrame>
  );
}
