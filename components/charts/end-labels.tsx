'use client';

import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { PlotPoint, PlotSeries } from './series';
import { spread } from './spread';
import { heightOf } from './stack';

interface EndLabelsProps {
  points: readonly PlotPoint[];
  series: readonly PlotSeries[];
}

/** Each line's name at its end, kept apart from its neighbours. */
export function EndLabels({ points, series }: EndLabelsProps) {
  const area = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (area === undefined || xScale === undefined) return null;
  const ends = series.flatMap((line) => {
    const last = points.findLast((point) => point.values[line.key] !== undefined);
    const x = last && xScale(last.x);
    const y = last && yScale?.(heightOf(last, line, series));
    return x === undefined || y === undefined ? [] : [{ line, x, y }];
  });
  const x = Math.max(...ends.map((end) => end.x));
  const ys = spread(
    ends.map((end) => end.y),
    13,
    [area.y + 6, area.y + area.height - 6],
  );
  return (
    <g>
      {ends.map(({ line }, index) => (
        <text
          key={line.key}
          x={x + 6}
          y={ys[index]}
          dominantBaseline="central"
          fontSize={11}
          fontWeight={550}
          fill={line.color}
          stroke="var(--surface)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {line.endLabel ?? line.label}
        </text>
      ))}
    </g>
  );
}
