'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';

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
      <AlertDialog
        title={`Delete ${name}?`}
        verb={`Delete ${what}`}
        open={open}
        pending={pending}
        problem={problem}
        onOpenChange={setOpen}
        onConfirm={() => run(remove)}
      >
        {children}
      </AlertDialog>
    </>
  );
}
