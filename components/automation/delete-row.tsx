'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { FormState } from '@/components/ui/forms/form-state';
import { useAction } from '@/components/ui/use-action';

interface DeleteRowProps {
  /** "schedule", "channel". */
  what: string;
  name: string;
  remove: () => Promise<FormState>;
  /** What is lost. */
  children: ReactNode;
}

export function DeleteRow({ what, name, remove, children }: DeleteRowProps) {
  const [open, setOpen] = useState(false);
  const { run, pending, problem } = useAction(() => setOpen(false));
  return (
    <>
      <Button size="sm" variant="quiet" aria-label={`Delete ${name}`} onClick={() => setOpen(true)}>
        Delete
      </Button>
      <Confirm
        title={`Delete ${name}?`}
        verb={`Delete ${what}`}
        open={open}
        pending={pending}
        problem={problem}
        onOpenChange={setOpen}
        onConfirm={() => run(remove)}
      >
        {children}
      </Confirm>
    </>
  );
}
