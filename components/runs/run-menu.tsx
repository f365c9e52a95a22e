'use client';

import { Anchor, Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { DeleteDialog } from '@/components/ui/delete-dialog';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Textarea } from '@/components/ui/forms/field';
import { FormMessage, useAction, useForm } from '@/components/ui/forms/form';
import { problemAt } from '@/components/ui/forms/form-state';
import { Menu, MenuItem } from '@/components/ui/menu';
import { plural } from '@/lib/core/number';
import { hasEnded, type RunStatus } from '@/lib/runs/model';
import type { RunActions } from './run-actions';

interface RunMenuProps {
  run: {
    number: number;
    name?: string;
    note: string;
    labels: string[];
    scenario: string;
    status: RunStatus;
    requests?: number;
    validity?: string;
    isBaseline?: boolean;
    pinned?: boolean;
  };
  actions: Pick<RunActions, 'edit' | 'remove'> & Partial<Pick<RunActions, 'markBaseline' | 'pin'>>;
  size?: 'sm' | 'md';
  onDeleted?: () => void;
}

/** What else can be done with a run: edit what it is called, compare others with it, delete it. */
export function RunMenu({ run, actions, size = 'md', onDeleted }: RunMenuProps) {
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const canBeBaseline =
    run.isBaseline ||
    (run.status === 'finished' && (run.validity === 'valid' || run.validity === 'suspect'));
  const { run: act, pending, problem } = useAction();
  const { markBaseline, pin } = actions;
  const mayEdit = useMay('runs:edit');
  if (!mayEdit) return null;
  const onOpenChange = (open: boolean) => {
    if (!open) setDialog(undefined);
  };
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Menu
        trigger={
          <Button
            variant={size === 'sm' ? 'quiet' : 'secondary'}
            size={size}
            square
            disabled={pending}
            aria-label={`Actions for run ${run.number}`}
          >
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={Pencil} onSelect={() => setDialog('edit')}>
          Edit details
        </MenuItem>
        {markBaseline !== undefined && canBeBaseline && (
          <MenuItem
            icon={Anchor}
            onSelect={() => act(() => markBaseline(run.number, !run.isBaseline))}
          >
            {run.isBaseline ? 'Remove as baseline' : 'Use as baseline'}
          </MenuItem>
        )}
        {pin !== undefined && hasEnded(run.status) && (
          <MenuItem
            icon={run.pinned ? PinOff : Pin}
            onSelect={() => act(() => pin(run.number, !run.pinned))}
          >
            {run.pinned ? 'Unpin' : 'Pin (exclude from retention)'}
          </MenuItem>
        )}
        {hasEnded(run.status) && (
          <MenuItem icon={Trash2} danger onSelect={() => setDialog('delete')}>
            Delete
          </MenuItem>
        )}
      </Menu>
      <EditRunDialog
        run={run}
        edit={actions.edit}
        open={dialog === 'edit'}
        onOpenChange={onOpenChange}
      />
      <DeleteDialog
        name={`run ${run.number}`}
        kind={`run ${run.number}`}
        remove={() => actions.remove(run.number)}
        open={dialog === 'delete'}
        onOpenChange={onOpenChange}
        onDeleted={onDeleted}
      >
        {run.requests !== undefined && run.requests > 0
          ? `Its ${plural(run.requests, 'sample')}, charts, errors, note and labels are deleted. This cannot be undone.`
          : 'It has no samples. Its plan, note and labels are deleted. This cannot be undone.'}
      </DeleteDialog>
    </>
  );
}

interface EditRunDialogProps extends Pick<RunActions, 'edit'> {
  run: { number: number; name?: string; note: string; labels: string[]; scenario: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A run's name, labels and note. */
function EditRunDialog({ run, edit, open, onOpenChange }: EditRunDialogProps) {
  const form = useForm(
    (data) => edit(run.number, data),
    () => onOpenChange(false),
  );
  const labelProblem = form.state?.problems.find((problem) => problem.path.startsWith('labels'));
  return (
    <Dialog title={`Edit run ${run.number}`} open={open} onOpenChange={onOpenChange}>
      <form onSubmit={form.onSubmit} className="flex flex-col gap-4">
        <FormMessage
          state={form.state}
          fields={['name', 'note', ...(labelProblem ? [labelProblem.path] : [])]}
        />
        <Field
          label="Name"
          hint={`Default: ${run.scenario}`}
          problem={problemAt(form.state, 'name')}
        >
          {(control) => <Input {...control} name="name" defaultValue={run.name} maxLength={200} />}
        </Field>
        <Field
          label="Labels"
          hint="Comma-separated, for example: nightly, build 1.4"
          problem={labelProblem && `A label ${labelProblem.message}`}
        >
          {(control) => <Input {...control} name="labels" defaultValue={run.labels.join(', ')} />}
        </Field>
        <Field label="Note" problem={problemAt(form.state, 'note')}>
          {(control) => <Textarea {...control} name="note" rows={4} defaultValue={run.note} />}
        </Field>
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
