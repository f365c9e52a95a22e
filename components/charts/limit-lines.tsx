'use client';

import { useId } from 'react';
import { usePlotArea, useYAxisScale } from 'recharts';
import type { Limit } from './series';

interface LimitLinesProps {
  limits: readonly Limit[];
  /** Whether their values stand on the lines, where there is no room beside the plot. */
  labelled: boolean;
}

/** The load lines; beyond the highest, the hatched region of too much. */
export function LimitLines({ limits, labelled }: LimitLinesProps) {
  const id = useId();
  const area = usePlotArea();
  const scale = useYAxisScale();
  if (area === undefined || scale === undefined || limits.length === 0) return null;
  const lines = limits.flatMap(({ value, label }) => {
    const y = scale(value);
    return y === undefined ? [] : [{ y, label }];
  });
  const top = Math.min(area.y + area.height, ...lines.map(({ y }) => y));
  const right = area.x + area.width;
  return (
    <g>
      <defs>
        <pattern
          id={id}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v6" stroke="var(--fail)" strokeOpacity="0.28" strokeWidth="1.5" />
        </pattern>
      </defs>
      <rect
        x={area.x}
        y={area.y}
        width={area.width}
        height={Math.max(0, top - area.y)}
        fill={`url(#${id})`}
      />
      {lines.map(({ y, label }) => (
        <g key={label}>
          <path d={`M${area.x} ${y}h${area.width}`} stroke="var(--fail)" strokeWidth="1.25" />
          <circle cx={right} cy={y} r="3.5" fill="var(--surface)" stroke="var(--fail)" />
          {labelled && (
            <text
              x={right - 6}
              y={y - 8}
              textAnchor="end"
              dominantBaseline="central"
              fontSize={11}
              fontWeight={600}
              fill="var(--fail)"
              stroke="var(--surface)"
              strokeWidth={3}
              paintOrder="stroke"
            >
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
