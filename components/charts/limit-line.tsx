'use client';

import { useId } from 'react';
import { usePlotArea, useYAxisScale } from 'recharts';
import type { Limit } from './series';

/** The load line: crisp, its value at the right edge; beyond it, the hatched region of too much. */
export function LimitLine({ limit }: { limit: Limit }) {
  const id = useId();
  const area = usePlotArea();
  const y = useYAxisScale()?.(limit.value);
  if (area === undefined || y === undefined) return null;
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
        height={Math.max(0, y - area.y)}
        fill={`url(#${id})`}
      />
      <path d={`M${area.x} ${y}h${area.width}`} stroke="var(--fail)" strokeWidth="1.25" />
      <circle cx={area.x + area.width} cy={y} r="3.5" fill="var(--surface)" stroke="var(--fail)" />
      <text
        x={area.x + area.width + 8}
        y={y}
        dominantBaseline="central"
        fontSize={11}
        fontWeight={600}
        fill="var(--fail)"
      >
        {limit.label}
      </text>
    </g>
  );
}
