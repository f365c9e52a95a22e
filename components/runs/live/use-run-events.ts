'use client';

import { useEffect, useState } from 'react';
import { hasEnded, type RunPoint, type RunState } from '@/lib/runs/model';
import { mergePoints } from './merge-points';
import { runEventIn } from './run-event';

export interface LiveRun {
  state: RunState;
  points: RunPoint[];
}

/** Where the dashboard refuses: it serves enough others. */
const TRY_AGAIN_MS = 15_000;

/**
 * A run's state and points while `follow` is set; undefined before the first event, which brings all points.
 * Once the run has ended the stream is closed and `onEnded` called: it must be the same in every render.
 */
export function useRunEvents(
  number: number,
  follow: boolean,
  onEnded?: () => void,
): LiveRun | undefined {
  const [live, setLive] = useState<LiveRun>();
  useEffect(() => {
    if (!follow) return;
    let source: EventSource;
    let again: ReturnType<typeof setTimeout>;
    const open = () => {
      source = new EventSource(`/api/runs/${number}/events`);
      source.onmessage = ({ data }: MessageEvent<string>) => {
        const event = runEventIn(data);
        setLive((before) => ({
          state: event.state,
          points: mergePoints(before?.points ?? [], event.points),
        }));
        if (!hasEnded(event.state.status)) return;
        source.close();
        onEnded?.();
      };
      // A stream that breaks off is taken up again by the browser; one that was refused is not.
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) again = setTimeout(open, TRY_AGAIN_MS);
      };
    };
    open();
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [number, follow, onEnded]);
  return live;
}
