'use client';

import { CircleStop } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { FormState } from '@/components/ui/form-state';
import { useAction } from '@/components/ui/use-action';

interface StopSearchProps {
  id: number;
  stop: (id: number) => Promise<FormState>;
}

export function StopSearch({ id, stop }: StopSearchProps) {
  const [open, setOpen] = useState(false);
  const { run, pending, problem, clear } = useAction(() => setOpen(false));
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        <CircleStop className="size-4" aria-hidden="true" />
        Stop search
      </Button>
      <Confirm
        title={`Stop search ${id}?`}
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
        The step under way is cut off and its jobs are cancelled. Steps so far are kept; no line is
        reported.
      </Confirm>
    </>
  );
}
