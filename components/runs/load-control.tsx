'use client';

import { Gauge, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';
import { ChangeLoadDialog } from './change-load-dialog';
import type { RunActions } from './run-actions';
import { useRun } from './run-context';

/** Pauses and resumes a running run's load, and changes how much of it there is. */
export function LoadControl({ changeLoad }: Pick<RunActions, 'changeLoad'>) {
  const { number, state } = useRun();
  const { run, pending, problem } = useAction();
  const [open, setOpen] = useState(false);
  if (state.status !== 'running') return null;
  const { paused } = state;
  const asked = state.marks.some(({ kind, atMs }) => kind !== 'level' && atMs === undefined);
  const Icon = paused ? Play : Pause;
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Button
        disabled={pending || asked}
        onClick={() => run(() => changeLoad(number, { kind: paused ? 'resume' : 'pause' }))}
      >
        <Icon className="size-4" aria-hidden="true" />
        <span className="max-sm:sr-only">{paused ? 'Resume' : 'Pause'}</span>
      </Button>
      <Button onClick={() => setOpen(true)}>
        <Gauge className="size-4 max-sm:hidden" aria-hidden="true" />
        Change load
      </Button>
      <ChangeLoadDialog changeLoad={changeLoad} open={open} onOpenChange={setOpen} />
    </>
  );
}
