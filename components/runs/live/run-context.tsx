'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext } from 'react';
import { hasEnded, type RunDetail } from '@/lib/runs/model';
import { useRunEvents } from './use-run-events';

const RunContext = createContext<RunDetail | undefined>(undefined);

/** The run as it is now, for everything on its page; once it has ended the server's whole summary is fetched. */
export function RunProvider({ run, children }: { run: RunDetail; children: ReactNode }) {
  const router = useRouter();
  const ended = hasEnded(run.state.status);
  const live = useRunEvents(run.number, !ended, router.refresh);
  const now: RunDetail =
    ended || live === undefined
      ? run
      : { ...run, state: live.state, series: { ...run.series, points: live.points } };
  return <RunContext value={now}>{children}</RunContext>;
}

export function useRun(): RunDetail {
  const run = useContext(RunContext);
  if (run === undefined) throw new Error('This needs a RunProvider around it.');
  return run;
}
