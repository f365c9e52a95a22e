'use client';

import { usePlotArea, useXAxisScale } from 'recharts';
import { labelRows } from './label-rows';
import type { TimeMark, TimeSpan } from './time-mark';

const ROW = 13;
const MOST_ROWS = 3;
const TEXT = {
  fontSize: 11,
  dominantBaseline: 'central',
  stroke: 'var(--surface)',
  strokeWidth: 3,
  paintOrder: 'stroke',
} as const;

/** What was done to the load and when: thin upright lines, named at their tops. */
export function MarkLines({ marks, room }: { marks: readonly TimeMark[]; room: number }) {
  const area = usePlotArea();
  const scale = useXAxisScale();
  if (area === undefined || scale === undefined) return null;
  const right = area.x + area.width;
  const shown = marks
    .map((mark) => ({ ...mark, x: scale(mark.x) ?? Number.NaN }))
    .filter(({ x }) => x >= area.x && x <= right);
  const rows = Math.min(MOST_ROWS, Math.floor(area.height / ROW / 2));
  const places = labelRows(shown, rows, right + room);
  return (
    <g>
      {shown.map(({ id, x, label }, index) => {
        const { row, leftward } = places[index] ?? { row: undefined, leftward: false };
        return (
          <g key={id}>
            <path
              d={`M${x} ${area.y}V${area.y + area.height}`}
              stroke="var(--ink-2)"
              strokeDasharray="3 2"
            />
            {row !== undefined && (
              <text
                {...TEXT}
                x={leftward ? x - 4 : x + 4}
                y={area.y + 6 + row * ROW}
                textAnchor={leftward ? 'end' : 'start'}
                fill="var(--ink)"
              >
                {label}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Parts of the time axis that are read differently, faintly shaded and named at their feet. */
export function SpanShades({ spans }: { spans: readonly TimeSpan[] }) {
  const area = usePlotArea();
  const scale = useXAxisScale();
  if (area === undefined || scale === undefined) return null;
  const right = area.x + area.width;
  const within = (x: number | undefined) => Math.min(right, Math.max(area.x, x ?? area.x));
  return (
    <g>
      {spans.map(({ from, to, label }) => {
        const [left, end] = [within(scale(from)), within(scale(to))];
        if (end <= left) return null;
        return (
          <g key={label}>
            <rect
              x={left}
              y={area.y}
              width={end - left}
              height={area.height}
              fill="var(--ink)"
              fillOpacity={0.06}
            />
            <text {...TEXT} x={left + 4} y={area.y + area.height - 8} fill="var(--ink-3)">
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
