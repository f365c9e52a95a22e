'use client';

import { useMemo } from 'react';
import type { PlotPoint, PlotSeries } from '@/components/charts/series';
import { TimeChart } from '@/components/charts/time-chart';
import { ChartGrid, TimelineProvider, ZoomNote } from '@/components/charts/timeline';
import { unitLabel } from '@/components/metrics/metric-format';
import { plotPoints } from '@/components/runs/charts/run-points';
import { Section } from '@/components/ui/page';
import type { MeasuredSide } from '@/lib/compare/model';
import { latency } from '@/lib/core/duration';
import { count, percent, rate } from '@/lib/core/number';
import { sideName, sideShortName } from './side-labels';

interface CompareChartsProps {
  sides: readonly MeasuredSide[];
  colors: Record<string, string>;
}

const CHARTS = [
  { key: 'p95', title: 'Response time p95', unit: 'ms', height: 220, format: latency, log: true },
  { key: 'p50', title: 'Response time p50', unit: 'ms', height: 128, format: latency, log: true },
  { key: 'p99', title: 'Response time p99', unit: 'ms', height: 128, format: latency, log: true },
  { key: 'rate', title: 'Throughput', unit: 'requests/s', height: 144, format: rate },
  { key: 'failureRate', title: 'Error rate', unit: '%', height: 112, format: percent },
  {
    key: 'users',
    title: 'Virtual users',
    unit: 'active',
    height: 96,
    format: (value: number | undefined) => ({ value: count(value), unit: '' }),
  },
] as const;

/** The runs over their own time, one over the other: each chart one metric, each line one run. */
export function CompareCharts({ sides, colors }: CompareChartsProps) {
  const stepMs = Math.max(1000, ...sides.map(({ series }) => series.bucketMs));
  const endMs = Math.max(
    stepMs,
    ...sides.map(({ series }) => (series.points.at(-1)?.atMs ?? 0) + series.bucketMs),
  );
  const lines = useMemo(
    () =>
      sides.map((side) => ({
        key: side.key,
        points: plotPoints(side.series, side.durationMs),
      })),
    [sides],
  );
  const file = (name: string) => `compare-${sides.map(({ key }) => key).join('-')}-${name}`;
  return (
    <TimelineProvider full={[0, endMs]}>
      <Section title="Over time" note="Aligned to each run’s start." action={<ZoomNote />}>
        <div className="instrument">
          {CHARTS.map(({ key, title, unit, height, format, ...rest }) => {
            const points = overlaid(lines, key);
            if (key === 'users' && !points.some(isAboveZero)) return null;
            return (
              <TimeChart
                key={key}
                title={title}
                unit={unit}
                height={height}
                points={points}
                stepMs={stepMs}
                series={sides.map(
                  (side): PlotSeries => ({
                    key: side.key,
                    label: sideName(side),
                    endLabel: sideShortName(side),
                    color: colors[side.key] ?? '',
                    format,
                    unit: unitOf(unit),
                  }),
                )}
                yAtLeast={key === 'failureRate' ? 0.01 : undefined}
                logScale={'log' in rest}
                fileName={file(key)}
              />
            );
          })}
        </div>
      </Section>
      <CompareMetrics sides={sides} colors={colors} endMs={endMs} />
    </TimelineProvider>
  );
}

interface Line {
  key: string;
  points: readonly PlotPoint[];
}

/** One metric of each line, by the line's key; all lines have steps of one length. */
function overlaid(lines: readonly Line[], metric: string): PlotPoint[] {
  const byX = new Map<number, Record<string, number | undefined>>();
  for (const { key, points } of lines)
    for (const { x, values } of points) {
      const at = byX.get(x) ?? {};
      at[key] = values[metric];
      byX.set(x, at);
    }
  return [...byX].sort(([a], [b]) => a - b).map(([x, values]) => ({ x, values }));
}

function isAboveZero({ values }: PlotPoint): boolean {
  return Object.values(values).some((value) => (value ?? 0) > 0);
}

/** The unit of a data column. */
function unitOf(unit: string): string {
  return unit === 'requests/s' ? '/s' : unit;
}

interface CompareMetricsProps {
  sides: readonly MeasuredSide[];
  colors: Record<string, string>;
  endMs: number;
}

type Chart = MeasuredSide['metrics'][number];

/** The target's own metrics that at least two of the runs have, one over the other. */
function CompareMetrics({ sides, colors, endMs }: CompareMetricsProps) {
  const shared = sharedLines(sides);
  if (shared.length === 0) return null;
  return (
    <Section title="Target metrics" note="Metrics available in at least two of the runs.">
      <ChartGrid>
        {shared.map(({ metric, line, label, unit }) => {
          const { label: unitName, column, format } = unitLabel(unit);
          return (
            <TimeChart
              key={`${metric} ${line}`}
              title={metric}
              unit={unitName}
              note={label}
              height={128}
              points={overlaidMetrics(sides, metric, line, endMs)}
              stepMs={Math.max(...sides.map(({ metricStepMs }) => metricStepMs))}
              series={sides.map((side) => ({
                key: side.key,
                label: sideName(side),
                endLabel: sideShortName(side),
                color: colors[side.key] ?? '',
                format,
                unit: column,
              }))}
              fileName={`compare-${metric}`}
            />
          );
        })}
      </ChartGrid>
    </Section>
  );
}

interface SharedLine {
  metric: string;
  line: string;
  /** Which line of the metric it is, where it has several. */
  label?: string;
  unit: Chart['unit'];
}

/** Of each metric its only line or its p95; of one with labels each line that at least two runs have. */
function sharedLines(sides: readonly MeasuredSide[]): SharedLine[] {
  const seen = new Map<string, SharedLine & { runs: number }>();
  for (const { metrics } of sides)
    for (const { metric, unit, shows, lines } of metrics)
      for (const { key, label } of lines) {
        if (shows === 'quantiles' && key !== 'p95') continue;
        const id = `${metric} ${key}`;
        const runs = (seen.get(id)?.runs ?? 0) + 1;
        const named = lines.length > 1 ? { label: shows === 'quantiles' ? 'p95' : label } : {};
        seen.set(id, { metric, line: key, unit, runs, ...named });
      }
  return [...seen.values()].filter(({ runs }) => runs > 1);
}

function overlaidMetrics(
  sides: readonly MeasuredSide[],
  metric: string,
  line: string,
  endMs: number,
): PlotPoint[] {
  const byX = new Map<number, Record<string, number | undefined>>();
  for (const side of sides)
    for (const { atMs, values } of side.metrics.find((one) => one.metric === metric)?.points ??
      []) {
      if (atMs < 0 || atMs > endMs) continue;
      const at = byX.get(atMs) ?? {};
      at[side.key] = values[line];
      byX.set(atMs, at);
    }
  return [...byX].sort(([a], [b]) => a - b).map(([x, values]) => ({ x, values }));
}
