'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { useMay } from '@/components/access/may';
import { Button } from './button';
import { AlertDialog } from './dialog';
import { useAction } from './forms/form';
import type { FormState } from './forms/form-state';

interface DeleteDialogProps {
  /** "run 12", "Nightly": in the title. */
  name: string;
  /** "run 12", "schedule": on the button. */
  kind: string;
  remove: () => Promise<FormState>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDeleted?: () => void;
  /** What is lost, and what stays. */
  children: ReactNode;
}

/** Deletes once its user has read what is lost; a refusal keeps it open and says why. */
export function DeleteDialog(props: DeleteDialogProps) {
  const { name, kind, remove, open, onOpenChange, onDeleted, children } = props;
  const { run, pending, problem, clear } = useAction(() => {
    onOpenChange(false);
    onDeleted?.();
  });
  return (
    <AlertDialog
      title={`Delete ${name}?`}
      verb={`Delete ${kind}`}
      open={open}
      pending={pending}
      problem={problem}
      onOpenChange={(next) => {
        clear();
        onOpenChange(next);
      }}
      onConfirm={() => run(remove)}
    >
      {children}
    </AlertDialog>
  );
}

interface DeleteButtonProps {
  id: number;
  name: string;
  kind: string;
  remove: (id: number) => Promise<FormState>;
  /** Where to go afterwards: from the page of what is deleted. */
  returnTo?: string;
  children: ReactNode;
}

/** The button with its dialog, for a row of a list or the header of a page. */
export function DeleteButton(props: DeleteButtonProps) {
  const { id, name, kind, remove, returnTo, children } = props;
  const router = useRouter();
  const [open, setOpen] = useState(false);
  // A role has all of the scopes that edit, or none of them.
  const mayEdit = useMay('runs:edit');
  if (!mayEdit) return null;
  const isInRow = returnTo === undefined;
  return (
    <>
      <Button
        size={isInRow ? 'sm' : 'md'}
        variant={isInRow ? 'quiet' : 'secondary'}
        aria-label={`Delete ${name}`}
        onClick={() => setOpen(true)}
      >
        Delete
      </Button>
      <DeleteDialog
        name={name}
        kind={kind}
        remove={() => remove(id)}
        open={open}
        onOpenChange={setOpen}
        onDeleted={() => {
          if (returnTo !== undefined) router.push(returnTo);
        }}
      >
        {children}
      </DeleteDialog>
    </>
  );
}
