'use client';

import { useMemo, useState } from 'react';
import { useIsPrinted } from '@/components/ui/print';
import { clock } from '@/lib/core/duration';
import { type Scale, timeTicks } from './axis';
import { ChartFrame } from './chart-frame';
import { useHidden } from './interaction';
import { Legend } from './legend';
import { Plot } from './plot';
import {
  columnsOf,
  type Gap,
  type Limit,
  type PlotPoint,
  type PlotSeries,
  withGaps,
} from './series';
import { annotationColumns, annotationsByPoint } from './time-annotation';
import { useTimeline } from './timeline';

interface TimeChartProps {
  title: string;
  unit: string;
  note?: string;
  height: number;
  /** `x` is ms from the run's start. */
  points: readonly PlotPoint[];
  stepMs: number;
  series: readonly PlotSeries[];
  yAtLeast?: number;
  limits?: readonly Limit[];
  gaps?: readonly Gap[];
  fileName: string;
  empty?: string;
  /** Whether its reader may turn the y axis logarithmic. */
  logScale?: boolean;
}

/** A chart over the run's own time, joined to its neighbours in axis, cursor and zoom. */
export function TimeChart({ points, stepMs, series, logScale, empty, ...rest }: TimeChartProps) {
  const { syncId, cursor, shown, zoom, annotations, spans, bands } = useTimeline();
  const { hidden, toggle } = useHidden();
  const printed = useIsPrinted();
  const [scale, setScale] = useState<Scale>('linear');
  const [from, to] = shown;
  const visible = useMemo(
    () => withGaps(points, stepMs).filter((point) => point.x >= from && point.x <= to),
    [points, stepMs, from, to],
  );
  const x = useMemo(
    () => ({
      domain: [from, to] as const,
      ticks: timeTicks(from, to),
      format: (ms: number) => clock(ms),
      tip: (ms: number) => {
        const done = annotationsByPoint(points, annotations)[
          points.findIndex((point) => point.x === ms)
        ];
        return done === undefined ? clock(ms) : `${clock(ms)} ${done}`;
      },
    }),
    [from, to, points, annotations],
  );
  const nothing = !visible.some(({ values }) =>
    series.some(({ key }) => values[key] !== undefined),
  );
  return (
    <ChartFrame
      {...rest}
      empty={empty ?? (nothing ? 'No data in this range.' : undefined)}
      scale={scale}
      onScale={logScale ? setScale : undefined}
      legend={
        <Legend
          series={series}
          hidden={hidden}
          onToggle={toggle}
          points={visible}
          cursor={cursor}
        />
      }
      columns={() => [
        ...columnsOf({ header: 'Time (s)', value: (ms) => ms / 1000 }, points, series),
        // On paper they stand once, under the charts.
        ...(printed ? [] : annotationColumns(points, annotations)),
      ]}
    >
      <Plot
        {...rest}
        scale={scale}
        points={visible}
        series={series}
        hidden={hidden}
        x={x}
        annotations={annotations}
        spans={spans}
        bands={bands}
        syncId={syncId}
        cursor={cursor}
        onZoom={zoom}
      />
    </ChartFrame>
  );
}
