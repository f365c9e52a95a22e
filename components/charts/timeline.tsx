'use client';

import { createContext, type ReactNode, useContext, useId, useMemo, useState } from 'react';
import { Cursor } from './cursor';

export type Range = readonly [from: number, to: number];

interface Timeline {
  syncId: string;
  cursor: Cursor;
  /** What is shown when not zoomed. */
  full: Range;
  shown: Range;
  zoomed: boolean;
  zoom: (range: Range | undefined) => void;
}

const TimelineContext = createContext<Timeline | undefined>(undefined);

/** One x axis, one cursor and one zoom for all charts inside. */
export function TimelineProvider({ full, children }: { full: Range; children: ReactNode }) {
  const syncId = useId();
  const [range, zoom] = useState<Range>();
  const [cursor] = useState(() => new Cursor());
  const [from, to] = full;
  const value = useMemo(
    () => ({
      syncId,
      cursor,
      full: [from, to] as const,
      shown: range ?? ([from, to] as const),
      zoomed: range !== undefined,
      zoom,
    }),
    [syncId, cursor, from, to, range],
  );
  return <TimelineContext value={value}>{children}</TimelineContext>;
}

export function useTimeline(): Timeline {
  const timeline = useContext(TimelineContext);
  if (timeline === undefined) throw new Error('A time chart needs a TimelineProvider around it.');
  return timeline;
}
