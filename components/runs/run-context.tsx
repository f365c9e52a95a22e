'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { RunDetail } from '@/lib/runs/model';
import { useRunEvents } from './use-run-events';

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
