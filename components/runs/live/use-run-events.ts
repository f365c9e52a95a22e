'use client';

import { useEffect, useState } from 'react';
import { hasEnded, type RunPoint, type RunState } from '@/lib/runs/model';
import { mergePoints } from './merge-points';
import { runEventIn } from './run-event';

export interface LiveRun {
  state: RunState;
  points: RunPoint[];
}

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
    const source = new EventSource(`/api/runs/${number}/events`);
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
    return () => source.close();
  }, [number, follow, onEnded]);
  return live;
}
