'use client';

import { useEffect, useState } from 'react';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunEvent, RunState } from '@/lib/runs/model';

/** A run's state, followed while `follow` is set; undefined before the first event. */
export function useRunState(number: number, follow: boolean): RunState | undefined {
  const [state, setState] = useState<RunState>();
  useEffect(() => {
    if (!follow) return;
    const source = new EventSource(`/api/runs/${number}/events`);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as RunEvent;
      setState(event.state);
      if (hasEnded(event.state.status)) source.close();
    };
    return () => source.close();
  }, [number, follow]);
  return state;
}
