'use client';

import clsx from 'clsx';
import { createContext, type ReactNode, useContext, useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useIsPrinted } from '@/components/ui/print';
import { clock } from '@/lib/core/duration';
import { Cursor } from './interaction';
import type { TimeAnnotation, TimeSpan } from './time-annotation';

export type Range = readonly [from: number, to: number];

interface Timeline {
  syncId: string;
  cursor: Cursor;
  /** What is shown when not zoomed. */
  full: Range;
  shown: Range;
  zoomed: boolean;
  zoom: (range: Range | undefined) => void;
  annotations: readonly TimeAnnotation[];
  spans: readonly TimeSpan[];
  /** Parts that the reader has asked to see: drawn over the charts' ground. */
  bands: readonly TimeSpan[];
}

interface TimelineProviderProps {
  full: Range;
  /** What was done, and the parts of the axis that are read differently: in every chart inside. */
  annotations?: readonly TimeAnnotation[];
  spans?: readonly TimeSpan[];
  bands?: readonly TimeSpan[];
  children: ReactNode;
}

const NONE: readonly never[] = [];

const TimelineContext = createContext<Timeline | undefined>(undefined);

/** One x axis, one cursor and one zoom for all charts inside. */
export function TimelineProvider({
  full,
  annotations = NONE,
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
      annotations,
      spans,
      bands,
    }),
    [syncId, cursor, from, to, range, annotations, spans, bands],
  );
  return <TimelineContext value={value}>{children}</TimelineContext>;
}

export function useTimeline(): Timeline {
  const timeline = useContext(TimelineContext);
  if (timeline === undefined) throw new Error('A time chart needs a TimelineProvider around it.');
  return timeline;
}

const NarrowContext = createContext(false);

/** Small charts, two beside each other where there is room, and on paper. */
export function ChartGrid({ children }: { children: ReactNode }) {
  const printed = useIsPrinted();
  return (
    <NarrowContext value={true}>
      <div className={clsx('instrument', printed ? 'grid-cols-2' : 'lg:grid-cols-2')}>
        {children}
      </div>
    </NarrowContext>
  );
}

/** Whether a chart has half of the width only. */
export function useNarrowChart(): boolean {
  return useContext(NarrowContext);
}

interface PointerState {
  activeLabel?: string | number | undefined;
}

/** Drag across a plot to choose a range of its x axis. */
export function useZoomDrag(onChosen: (range: Range) => void) {
  const [drag, setDrag] = useState<Range>();

  return {
    drag,
    handlers: {
      onMouseDown: ({ activeLabel }: PointerState) => {
        const x = Number(activeLabel);
        if (activeLabel !== undefined && Number.isFinite(x)) setDrag([x, x]);
      },
      onMouseMove: ({ activeLabel }: PointerState) => {
        const x = Number(activeLabel);
        if (drag !== undefined && activeLabel !== undefined && Number.isFinite(x))
          setDrag([drag[0], x]);
      },
      onMouseUp: () => {
        if (drag !== undefined && drag[0] !== drag[1])
          onChosen([Math.min(...drag), Math.max(...drag)]);
        setDrag(undefined);
      },
      onMouseLeave: () => setDrag(undefined),
    },
  };
}

/** How to zoom; once zoomed, what is shown and the way back. */
export function ZoomNote() {
  const { shown, zoomed, zoom } = useTimeline();
  if (!zoomed)
    return <p className="text-xs text-ink-3 max-sm:hidden">Drag to zoom, double-click to reset</p>;
  return (
    <>
      <span className="nums text-sm text-ink-2">
        {clock(shown[0])} to {clock(shown[1])}
      </span>
      <Button size="sm" onClick={() => zoom(undefined)}>
        Reset zoom
      </Button>
    </>
  );
}
