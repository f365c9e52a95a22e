'use client';

import { useRouter } from 'next/navigation';
import { useId, useMemo, useState } from 'react';
import { latency } from '@/lib/core/duration';
import { percent } from '@/lib/format/number';
import { ChartFrame } from './chart-frame';
import { ChartGrid } from './chart-grid';
import { Cursor } from './cursor';
import { Legend } from './legend';
import { Plot } from './plot';
import { columnsOf, type Limit, type PlotPoint, type PlotSeries } from './series';
import { useHidden } from './use-hidden';

export interface TrendRun {
  number: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  failureRate?: number;
}

interface TrendChartsProps {
  /** Oldest first. */
  runs: readonly TrendRun[];
  fileName: string;
  p95Limit?: Limit;
}

const LATENCY: readonly PlotSeries[] = [
  { key: 'p99', label: 'p99', color: 'var(--series-p99)', format: latency, unit: 'ms' },
  { key: 'p95', label: 'p95', color: 'var(--series-p95)', format: latency, unit: 'ms' },
  { key: 'p50', label: 'p50', color: 'var(--series-p50)', format: latency, unit: 'ms' },
];
const FAILURE: readonly PlotSeries[] = [
  { key: 'failed', label: 'failed', color: 'var(--series-fail)', format: percent, unit: '%' },
];

/** One point a run, evenly spaced; a click opens the run. */
export function TrendCharts({ runs, fileName, p95Limit }: TrendChartsProps) {
  const router = useRouter();
  const syncId = useId();
  const [cursor] = useState(() => new Cursor());
  const points = useMemo<PlotPoint[]>(
    () =>
      runs.map((run, index) => ({
        x: index,
        values: { p50: run.p50Ms, p95: run.p95Ms, p99: run.p99Ms, failed: run.failureRate },
      })),
    [runs],
  );
  const numberAt = (x: number) => runs[Math.round(x)]?.number;
  const shared = {
    points,
    cursor,
    syncId,
    x: {
      domain: [-0.5, Math.max(runs.length - 0.5, 0.5)] as const,
      ticks: runs.map((_, index) => index),
      format: (x: number) => `run ${numberAt(x) ?? ''}`,
    },
    number: (x: number) => numberAt(x) ?? 0,
    onPick: (x: number) => {
      const number = numberAt(x);
      if (number !== undefined) router.push(`/runs/${number}`);
    },
  };
  return (
    <ChartGrid>
      <TrendChart
        {...shared}
        title="Response time"
        unit="ms"
        series={LATENCY}
        limits={p95Limit && [p95Limit]}
        fileName={`${fileName}-response-time-trend`}
      />
      <TrendChart
        {...shared}
        title="Failed requests"
        unit="%"
        series={FAILURE}
        yAtLeast={0.01}
        fileName={`${fileName}-failure-trend`}
      />
    </ChartGrid>
  );
}

interface TrendChartProps {
  title: string;
  unit: string;
  series: readonly PlotSeries[];
  points: PlotPoint[];
  cursor: Cursor;
  syncId: string;
  x: { domain: readonly [number, number]; ticks: number[]; format: (x: number) => string };
  number: (x: number) => number;
  onPick: (x: number) => void;
  limits?: readonly Limit[];
  yAtLeast?: number;
  fileName: string;
}

const HEIGHT = 180;

function TrendChart({ number, fileName, ...plot }: TrendChartProps) {
  const { hidden, toggle } = useHidden();
  const { title, unit, series, points, cursor } = plot;
  return (
    <ChartFrame
      title={title}
      unit={unit}
      height={HEIGHT}
      fileName={fileName}
      columns={() => columnsOf({ header: 'Run', value: number }, points, series)}
      legend={
        <Legend series={series} hidden={hidden} onToggle={toggle} points={points} cursor={cursor} />
      }
    >
      <Plot {...plot} height={HEIGHT} hidden={hidden} dots />
    </ChartFrame>
  );
}
