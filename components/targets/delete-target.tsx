'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';
import { plural } from '@/lib/core/number';
import type { TargetView } from '@/lib/targets/model';

interface DeleteTargetProps {
  target: TargetView;
  remove: (id: number) => Promise<FormState>;
}

export function DeleteTarget({ target, remove }: DeleteTargetProps) {
  const [open, setOpen] = useState(false);
  const { run, pending, problem } = useAction(() => setOpen(false));
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Delete ${target.name}`}
        onClick={() => setOpen(true)}
      >
        Delete
      </Button>
      <AlertDialog
        title={`Delete ${target.name}?`}
        verb="Delete target"
        open={open}
        pending={pending}
        problem={problem}
        onOpenChange={setOpen}
        onConfirm={() => run(() => remove(target.id))}
      >
        Its address{target.hasToken && ' and token'} are forgotten.{' '}
        {target.runs > 0 &&
          `The history of its ${plural(target.runs, 'run')} stays, with the address it was run against.`}
      </AlertDialog>
    </>
  );
}
