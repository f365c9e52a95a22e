'use client';

import { Confirm } from '@/components/ui/confirm';
import { useAction } from '@/components/ui/use-action';
import { plural } from '@/lib/format/plural';
import type { RunActions } from './run-actions';

interface DeleteRunDialogProps extends Pick<RunActions, 'remove'> {
  run: { number: number; requests?: number };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone?: () => void;
}

export function DeleteRunDialog({ run, remove, open, onOpenChange, onDone }: DeleteRunDialogProps) {
  const { number, requests = 0 } = run;
  const action = useAction(() => {
    onOpenChange(false);
    onDone?.();
  });
  return (
    <Confirm
      title={`Delete run ${number}?`}
      verb={`Delete run ${number}`}
      open={open}
      pending={action.pending}
      problem={action.problem}
      onOpenChange={onOpenChange}
      onConfirm={() => action.run(() => remove(number))}
    >
      {requests > 0
        ? `Its ${plural(requests, 'sample')}, charts, errors, note and labels are lost. This cannot be undone.`
        : 'It has no samples; its plan, note and labels are lost. This cannot be undone.'}
    </Confirm>
  );
}
