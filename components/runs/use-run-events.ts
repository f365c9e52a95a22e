'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunDetail, RunEvent, RunPoint, RunState } from '@/lib/runs/model';
import { mergePoints } from './merge-points';

interface Live {
  state: RunState;
  points: RunPoint[];
}

/**
 * The run's state and points, followed while it lasts; the first event brings all points. Once it has ended the stream is closed and
 * the page asked for once more: the server then has the whole summary.
 */
export function useRunEvents(run: RunDetail): Live {
  const router = useRouter();
  const ended = hasEnded(run.state.status);
  const [live, setLive] = useState<Live>();

  useEffect(() => {
    if (ended) return;
    const source = new EventSource(`/api/runs/${run.number}/events`);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as RunEvent;
      setLive((before) => ({
        state: event.state,
        points: mergePoints(before?.points ?? [], event.points),
      }));
      if (!hasEnded(event.state.status)) return;
      source.close();
      router.refresh();
    };
    return () => source.close();
  }, [ended, run.number, router]);

  if (ended || live === undefined) return { state: run.state, points: run.series.points };
  return live;
}
