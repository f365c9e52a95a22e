'use client';

import { CircleStop } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { useAction } from '@/components/ui/use-action';
import type { StopSuite as Stop } from './suite-actions';

export function StopSuite({ id, stop }: { id: number; stop: Stop }) {
  const [open, setOpen] = useState(false);
  const { run, pending, problem, clear } = useAction(() => setOpen(false));
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        <CircleStop className="size-4" aria-hidden="true" />
        Stop suite
      </Button>
      <Confirm
        title={`Stop suite ${id}?`}
        verb="Stop it now"
        open={open}
        pending={pending}
        problem={problem}
        onOpenChange={(next) => {
          clear();
          setOpen(next);
        }}
        onConfirm={() => run(() => stop(id))}
      >
        The run under way is cut off and its jobs are cancelled. Verdicts so far are kept; the other
        benchmarks are not run.
      </Confirm>
    </>
  );
}
