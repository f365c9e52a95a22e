'use client';

import { useMemo } from 'react';
import type { PlotSeries } from '@/components/charts/series';
import { TimeChart } from '@/components/charts/time-chart';
import { unitWords } from '@/components/metrics/metric-format';
import { plural } from '@/lib/format/plural';
import type { MetricChart as Chart } from '@/lib/metrics/derive-series';
import { useRun } from './run-context';

const QUANTILE_COLORS: Record<string, string> = {
  p50: 'var(--series-p50)',
  p95: 'var(--series-p95)',
  p99: 'var(--series-p99)',
};
const COLORS = ['b', 'a', 'c', 'd', 'e', 'rate'].map((name) => `var(--series-${name})`);
/** Longer names are in the legend only: there is no room for them at a line's end. */
const END_LABEL_LENGTH = 11;

/** One of the target's metrics over the run's time. */
export function MetricChart({ chart, stepMs }: { chart: Chart; stepMs: number }) {
  const { number } = useRun();
  const { metric, unit, shows, lines, points } = chart;
  const { words, column, format } = unitWords(unit);
  const series = useMemo(
    () =>
      lines.map(
        ({ key, label }, index): PlotSeries => ({
          key,
          label,
          endLabel: lines.length === 1 || label.length > END_LABEL_LENGTH ? '' : label,
          color: QUANTILE_COLORS[key] ?? COLORS[index % COLORS.length] ?? '',
          format,
          unit: column,
        }),
      ),
    [lines, format, column],
  );
  const plotted = useMemo(() => points.map(({ atMs, values }) => ({ x: atMs, values })), [points]);
  return (
    <TimeChart
      title={metric}
      unit={words}
      note={noteOf(chart)}
      height={128}
      points={plotted}
      stepMs={stepMs}
      series={series}
      yAtLeast={unit === 'share' || unit === 'cores' ? 0.01 : undefined}
      mayBeLog={shows === 'quantiles' || shows === 'p95'}
      fileName={`run-${number}-${metric}`}
    />
  );
}

function noteOf({ shows, linesLeftOut }: Chart): string | undefined {
  const notes = [
    ...(shows === 'p95' ? ['p95'] : []),
    ...(linesLeftOut > 0 ? [`${plural(linesLeftOut, 'more line')} not drawn`] : []),
  ];
  return notes.length === 0 ? undefined : notes.join('; ');
}
