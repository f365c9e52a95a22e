'use client';

import { createContext, type ReactNode, useContext, useId, useMemo, useState } from 'react';
import { Cursor } from './cursor';
import type { TimeMark, TimeSpan } from './time-mark';

export type Range = readonly [from: number, to: number];

interface Timeline {
  syncId: string;
  cursor: Cursor;
  /** What is shown when not zoomed. */
  full: Range;
  shown: Range;
  zoomed: boolean;
  zoom: (range: Range | undefined) => void;
  marks: readonly TimeMark[];
  spans: readonly TimeSpan[];
  /** Parts that the reader has asked to see: drawn over the charts' ground. */
  bands: readonly TimeSpan[];
}

interface TimelineProviderProps {
  full: Range;
  /** What was done, and the parts of the axis that are read differently: in every chart inside. */
  marks?: readonly TimeMark[];
  spans?: readonly TimeSpan[];
  bands?: readonly TimeSpan[];
  children: ReactNode;
}

const NONE: readonly never[] = [];

const TimelineContext = createContext<Timeline | undefined>(undefined);

/** One x axis, one cursor and one zoom for all charts inside. */
export function TimelineProvider({
  full,
  marks = NONE,
  spans = NONE,
  bands = NONE,
  children,
}: TimelineProviderProps) {
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
      marks,
      spans,
      bands,
    }),
    [syncId, cursor, from, to, range, marks, spans, bands],
  );
  return <TimelineContext value={value}>{children}</TimelineContext>;
}

export function useTimeline(): Timeline {
  const timeline = useContext(TimelineContext);
  if (timeline === undefined) throw new Error('A time chart needs a TimelineProvider around it.');
  return timeline;
}
