'use client';

import clsx from 'clsx';
import { useSyncExternalStore } from 'react';
import { useIsPrinted } from '@/components/ui/print';
import { textOf } from '@/lib/core/number';
import type { Cursor } from './interaction';
import type { PlotPoint, PlotSeries } from './series';

interface LegendProps {
  series: readonly PlotSeries[];
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
  points: readonly PlotPoint[];
  cursor: Cursor;
}

/** Names the lines, switches them on and off, and reads them out at the cursor. */
export function Legend({ series, hidden, onToggle, points, cursor }: LegendProps) {
  const x = useSyncExternalStore(cursor.subscribe, cursor.read, () => undefined);
  const printed = useIsPrinted();
  const point = x === undefined ? undefined : points.find((candidate) => candidate.x === x);
  if (printed)
    return (
      <ul className="flex flex-wrap items-center gap-x-3 text-xs text-ink-2">
        {series.map((line) => (
          <li key={line.key} className="flex items-center gap-1.5">
            <Swatch series={line} off={false} />
            {line.label}
          </li>
        ))}
      </ul>
    );
  return (
    <ul className="flex flex-wrap items-center">
      {series.map((line) => {
        const off = hidden.has(line.key);
        return (
          <li key={line.key}>
            <button
              type="button"
              aria-pressed={!off}
              onClick={() => onToggle(line.key)}
              className={clsx(
                'flex h-7 items-center gap-1.5 rounded-md px-1.5 text-xs hover:bg-hover',
                off ? 'text-ink-3 line-through' : 'text-ink-2',
              )}
            >
              <Swatch series={line} off={off} />
              {line.label}
              <span className="nums min-w-[6.5ch] text-left font-medium text-ink">
                {point !== undefined && !off && textOf(line.format(point.values[line.key]))}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Swatch({ series, off }: { series: PlotSeries; off: boolean }) {
  const filled = series.look === 'filled' || series.look === 'stacked';
  return (
    <svg width="14" height="8" aria-hidden="true" opacity={off ? 0.35 : 1}>
      {filled && <rect y="1" width="14" height="7" fill={series.color} fillOpacity="0.2" />}
      {series.look === 'dots' && <circle cx="7" cy="4" r="3" fill={series.color} />}
      <path
        d={filled ? 'M0 1.5h14' : 'M0 4h14'}
        stroke={series.look === 'dots' ? 'none' : series.color}
        strokeWidth="2"
        strokeDasharray={series.look === 'dashed' ? '4 2' : undefined}
      />
    </svg>
  );
}
