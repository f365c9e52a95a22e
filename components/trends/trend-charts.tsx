'use client';

import { useRouter } from 'next/navigation';
import { useId, useMemo, useState } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor, useHidden } from '@/components/charts/interaction';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type PlotSeries } from '@/components/charts/series';
import type { TimeAnnotation } from '@/components/charts/time-annotation';
import { Section } from '@/components/ui/page';
import { signedPercent, textOf } from '@/lib/core/number';
import {
  driftLabel,
  type TrendDeployment,
  type TrendPage,
  type TrendSeries,
} from '@/lib/trends/model';
import { TREND_STYLES } from './trend-format';
import { trendPoints } from './trend-points';

/** The metric asked for, large; failure rate and throughput under it, over the same runs. */
export function TrendCharts({ series, deployments }: Pick<TrendPage, 'series' | 'deployments'>) {
  const syncId = useId();
  const [cursor] = useState(() => new Cursor());
  return (
    <Section title="Trend by run" note="Click a point to open the run.">
      <div className="instrument">
        {series.map((one, index) => (
          <TrendChart
            key={one.metric}
            series={one}
            deployments={deployments}
            height={index === 0 ? 280 : 140}
            cursor={cursor}
            syncId={syncId}
          />
        ))}
      </div>
    </Section>
  );
}

interface TrendChartProps {
  series: TrendSeries;
  deployments: readonly TrendDeployment[];
  height: number;
  cursor: Cursor;
  syncId: string;
}

const GAPS = [{ from: 'low', to: 'high', with: 'value' }];

/** One metric, a dot for each run with its interval; a click opens the run. */
function TrendChart({ series, deployments, height, cursor, syncId }: TrendChartProps) {
  const router = useRouter();
  const { hidden, toggle } = useHidden();
  const points = useMemo(() => trendPoints(series), [series]);
  const { title, unit, column, color, format } = TREND_STYLES[series.metric];
  const line = (key: string, label: string, rest: Partial<PlotSeries> = {}): PlotSeries => ({
    key,
    label,
    color,
    format,
    unit: column,
    ...rest,
  });
  const has = (key: string) => points.some(({ values }) => values[key] !== undefined);
  const lines = [
    line('value', series.metric === 'failureRate' ? 'errors' : (title.split(' ').at(-1) ?? '')),
    ...(has('level') ? [line('level', 'level', { color: 'var(--ink-3)', look: 'dashed' })] : []),
    ...(has('baseline')
      ? [line('baseline', 'baseline', { color: 'var(--ink)', look: 'dashed' })]
      : []),
  ];
  const numberAt = (x: number) => series.points[Math.round(x)]?.run;
  return (
    <ChartFrame
      title={title}
      unit={unit}
      note={has('low') ? 'with 95 % intervals' : undefined}
      height={height}
      fileName={`${series.scenario}-${series.metric}-trend`.toLowerCase().replaceAll(' ', '-')}
      empty={points.length === 0 ? 'No data.' : undefined}
      columns={() =>
        columnsOf({ header: 'Run', value: (x) => numberAt(x) ?? 0 }, points, [
          ...lines,
          ...(has('low') ? [line('low', 'from'), line('high', 'to')] : []),
        ])
      }
      legend={
        <Legend series={lines} hidden={hidden} onToggle={toggle} points={points} cursor={cursor} />
      }
    >
      <Plot
        title={title}
        height={height}
        points={points}
        series={lines}
        gaps={GAPS.map((gap) => ({ ...gap, color }))}
        hidden={hidden}
        syncId={syncId}
        cursor={cursor}
        dots={['value']}
        annotations={annotationsOf(series, deployments)}
        yAtLeast={series.metric === 'failureRate' ? 0.01 : undefined}
        x={{
          domain: [-0.5, Math.max(points.length - 0.5, 0.5)],
          ticks: points.map(({ x }) => x),
          format: (x) => `run ${numberAt(x) ?? ''}`,
        }}
        onPick={(x) => {
          const number = numberAt(x);
          if (number !== undefined) router.push(`/runs/${number}`);
        }}
      />
    </ChartFrame>
  );
}

/** Before the run that was the first to have it. */
function annotationsOf(
  { points, changes, drifts, metric }: TrendSeries,
  deployments: readonly TrendDeployment[],
): TimeAnnotation[] {
  const { moreIsWorse } = TREND_STYLES[metric];
  return [
    ...changes
      .filter(({ answer }) => answer !== 'dismissed')
      .map(({ index, run, change, before, after }) => ({
        id: `change ${run}`,
        x: index - 0.5,
        label: change === undefined ? 'change' : textOf(signedPercent(change)),
        ...(after > before === moreIsWorse ? { tone: 'fail' as const } : {}),
      })),
    ...drifts.map((drift) => ({
      id: `drift ${drift.run}`,
      x: drift.from,
      label:
        drift.change === undefined
          ? driftLabel(drift)
          : `${driftLabel(drift)} ${textOf(signedPercent(drift.change))}`,
      ...(drift.after > drift.before === moreIsWorse ? { tone: 'fail' as const } : {}),
    })),
    ...deployments.flatMap(({ run, text, id }) => {
      const index = points.findIndex((point) => point.run === run);
      return index < 0
        ? []
        : [
            {
              id: `deployment ${id ?? text} ${run}`,
              x: index - 0.5,
              label: text,
              tone: 'accent' as const,
            },
          ];
    }),
  ];
}
