'use client';

import { ChartGrid } from '@/components/charts/chart-grid';
import type { PlotPoint } from '@/components/charts/series';
import { TimeChart } from '@/components/charts/time-chart';
import { unitWords } from '@/components/metrics/metric-format';
import { Section } from '@/components/ui/section';
import type { MeasuredSide } from '@/lib/runs/compare-page';
import { sideName, sideShortName } from './sides';

interface CompareMetricsProps {
  sides: readonly MeasuredSide[];
  colors: Record<string, string>;
  endMs: number;
}

type Chart = MeasuredSide['metrics'][number];

/** The target's own metrics that at least two of the runs have, one over the other. */
export function CompareMetrics({ sides, colors, endMs }: CompareMetricsProps) {
  const shared = sharedLines(sides);
  if (shared.length === 0) return null;
  return (
    <Section title="The targets’ own metrics" note="Those that at least two of the runs have.">
      <ChartGrid>
        {shared.map(({ metric, line, label, unit }) => {
          const { words, column, format } = unitWords(unit);
          return (
            <TimeChart
              key={`${metric} ${line}`}
              title={metric}
              unit={words}
              note={label}
              height={128}
              points={overlaid(sides, metric, line, endMs)}
              stepMs={Math.max(...sides.map(({ metricStepMs }) => metricStepMs))}
              series={sides.map((side) => ({
                ...{ key: side.key, label: sideName(side), endLabel: sideShortName(side) },
                ...{ color: colors[side.key] ?? '', format, unit: column },
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

function overlaid(
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
