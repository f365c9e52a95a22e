'use client';

import { usePlotArea, useXAxisScale } from 'recharts';
import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';

export interface PercentileMark {
  label: string;
  ms: number;
  color: string;
}

/** Percentiles as upright lines over a logarithmic x axis, their names on steps above the plot. */
export function PercentileMarks({ marks }: { marks: readonly PercentileMark[] }) {
  const area = usePlotArea();
  const scale = useXAxisScale();
  if (area === undefined || scale === undefined) return null;
  return (
    <g>
      {marks.map(({ label, ms, color }, index) => {
        const x = scale(Math.log10(ms));
        if (x === undefined) return null;
        const top = area.y - 34 + index * 13;
        const leftward = x > area.x + area.width - 90;
        return (
          <g key={label}>
            <path
              d={`M${x} ${top - 5}V${area.y + area.height}`}
              stroke={color}
              strokeWidth="1.25"
            />
            <text
              x={leftward ? x - 5 : x + 5}
              y={top}
              dominantBaseline="central"
              textAnchor={leftward ? 'end' : 'start'}
              fontSize={11}
              fill="var(--ink-2)"
            >
              <tspan fontWeight={600} fill={color}>
                {label}
              </tspan>{' '}
              {textOf(latency(ms))}
            </text>
          </g>
        );
      })}
    </g>
  );
}
