'use client';

import { DefaultZIndexes, usePlotArea, useXAxisScale, ZIndexLayer } from 'recharts';
import { labelRows } from './label-layout';
import type { TimeAnnotation, TimeSpan } from './time-annotation';

const ROW = 13;
const MAX_ROWS = 3;
const MAX_LETTERS = 32;
const MAX_LETTERS_NARROW = 12;
const NARROW_ROOM = 20;
/** A moment must be seen too. */
const MIN_WIDTH = 2;
/** Names are read over the lines of the plot; a dot may still hide them. */
const ABOVE_LINES = DefaultZIndexes.axis;
const TEXT = {
  fontSize: 11,
  dominantBaseline: 'central',
  stroke: 'var(--surface)',
  strokeWidth: 3,
  paintOrder: 'stroke',
} as const;

interface AnnotationLinesProps {
  annotations: readonly TimeAnnotation[];
  spans: readonly TimeSpan[];
  /** Beside the plot, where a label may reach into. */
  room: number;
}

/** What was done and when: thin upright lines; they and the shaded spans are named at their tops. */
export function AnnotationLines({ annotations, spans, room }: AnnotationLinesProps) {
  const area = usePlotArea();
  const scale = useXAxisScale();
  if (area === undefined || scale === undefined) return null;
  const right = area.x + area.width;
  const at = (ms: number) => scale(ms) ?? Number.NaN;
  const lines = annotations
    .map(({ id, x, label, tone }) => ({
      key: String(id),
      x: at(x),
      label: shortened(label, room < NARROW_ROOM ? MAX_LETTERS_NARROW : MAX_LETTERS),
      fill: tone === undefined ? 'var(--ink)' : `var(--${tone})`,
      stroke: tone === undefined ? 'var(--ink-2)' : `var(--${tone})`,
    }))
    .filter(({ x }) => x >= area.x && x <= right);
  const shades = spans
    .filter(({ from, to }) => at(to) > area.x && at(from) < right)
    .map(({ from, label }) => ({
      key: label,
      x: Math.max(area.x, at(from)),
      label,
      fill: 'var(--ink-3)',
    }));
  const labels = [...lines, ...shades];
  const rows = Math.min(MAX_ROWS, Math.floor(area.height / ROW / 3));
  const places = labelRows(labels, rows, right + room);
  return (
    <ZIndexLayer zIndex={ABOVE_LINES}>
      {lines.map(({ key, x, stroke }) => (
        <path
          key={key}
          d={`M${x} ${area.y}V${area.y + area.height}`}
          stroke={stroke}
          strokeDasharray="3 2"
        />
      ))}
      {labels.map(({ key, x, label, fill }, index) => {
        const { row, leftward } = places[index] ?? {};
        return row === undefined ? null : (
          <text
            key={key}
            {...TEXT}
            x={leftward ? x - 4 : x + 4}
            y={area.y + 6 + row * ROW}
            textAnchor={leftward ? 'end' : 'start'}
            fill={fill}
          >
            {label}
          </text>
        );
      })}
    </ZIndexLayer>
  );
}

/** A chart has no room for a whole note: the list under it has. */
function shortened(label: string, most: number): string {
  return label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label;
}

const SHADE_STYLES = {
  shade: { fill: 'var(--ink)', fillOpacity: 0.06 },
  band: { fill: 'var(--accent)', fillOpacity: 0.14, stroke: 'var(--accent)', strokeOpacity: 0.5 },
} as const;

interface SpanShadesProps {
  spans: readonly TimeSpan[];
  look?: keyof typeof SHADE_STYLES;
}

/** Parts of the time axis that are read differently, or asked for, shaded behind everything. */
export function SpanShades({ spans, look = 'shade' }: SpanShadesProps) {
  const area = usePlotArea();
  const scale = useXAxisScale();
  if (area === undefined || scale === undefined) return null;
  const right = area.x + area.width;
  const within = (x: number | undefined) => Math.min(right, Math.max(area.x, x ?? area.x));
  return (
    <g>
      {spans.map(({ from, to, label }) => {
        const [left, end] = [within(scale(from)), within(scale(to))];
        const isOutside = end <= area.x || left >= right;
        return (
          <rect
            key={`${label} ${from}`}
            x={left}
            y={area.y}
            width={isOutside ? 0 : Math.max(MIN_WIDTH, end - left)}
            height={area.height}
            {...SHADE_STYLES[look]}
          />
        );
      })}
    </g>
  );
}
