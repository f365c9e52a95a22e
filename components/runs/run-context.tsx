'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { hasEnded, type RunDetail, type RunPoint, type RunState } from '@/lib/runs/model';
import { mergePoints } from './merge-points';
import { runEventIn } from './run-event';

const RunContext = createContext<RunDetail | undefined>(undefined);

/** The run as it is now, for everything on its page. */
export function RunProvider({ run, children }: { run: RunDetail; children: ReactNode }) {
  const { state, points } = useRunEvents(run);
  const now: RunDetail = { ...run, state, series: { ...run.series, points } };
  return <RunContext value={now}>{children}</RunContext>;
}

export function useRun(): RunDetail {
  const run = useContext(RunContext);
  if (run === undefined) throw new Error('This needs a RunProvider around it.');
  return run;
}

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
      const event = runEventIn(data);
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
