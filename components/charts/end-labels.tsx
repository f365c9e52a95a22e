'use client';

import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { spread } from './label-layout';
import { heightOf, type Limit, type PlotPoint, type PlotSeries } from './series';

interface EndLabelsProps {
  points: readonly PlotPoint[];
  series: readonly PlotSeries[];
  limits?: readonly Limit[];
}

/** Each line's name at its end and each limit's value at the right edge, kept apart from each other. */
export function EndLabels({ points, series, limits = [] }: EndLabelsProps) {
  const area = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (area === undefined || xScale === undefined) return null;
  const ends = series.flatMap((line) => {
    const last = points.findLast((point) => point.values[line.key] !== undefined);
    const x = last && xScale(last.x);
    const y = last && yScale?.(heightOf(last, line, series));
    if (x === undefined || y === undefined) return [];
    return [{ key: line.key, label: line.endLabel ?? line.label, color: line.color, x, y }];
  });
  const lines = limits.flatMap(({ value, label }) => {
    const y = yScale?.(value);
    if (y === undefined) return [];
    return [{ key: `limit ${label}`, label, color: 'var(--fail)', x: area.x + area.width, y }];
  });
  const labels = [...ends, ...lines];
  // A limit's value begins beyond the ring at its line's end.
  const x = Math.max(...labels.map((label) => label.x)) + (lines.length > 0 ? 8 : 6);
  const ys = spread(
    labels.map((label) => label.y),
    13,
    [area.y + 6, area.y + area.height - 6],
  );
  return (
    <g>
      {labels.map(({ key, label, color }, index) => (
        <text
          key={key}
          x={x}
          y={ys[index]}
          dominantBaseline="central"
          fontSize={11}
          fontWeight={key.startsWith('limit ') ? 600 : 550}
          fill={color}
          stroke="var(--surface)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {label}
        </text>
      ))}
    </g>
  );
}
