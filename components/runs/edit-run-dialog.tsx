'use client';

import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FormMessage } from '@/components/ui/form-message';
import { Field } from '@/components/ui/forms/field';
import { useForm } from '@/components/ui/forms/form';
import { problemAt } from '@/components/ui/forms/form-state';
import { Input, Textarea } from '@/components/ui/input';
import type { RunActions } from './run-actions';

interface EditRunDialogProps extends Pick<RunActions, 'edit'> {
  run: { number: number; name?: string; note: string; labels: string[]; scenario: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A run's name, labels and note. */
export function EditRunDialog({ run, edit, open, onOpenChange }: EditRunDialogProps) {
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
          hint={`Empty: it is called ${run.scenario}, like its scenario.`}
          problem={problemAt(form.state, 'name')}
        >
          {(control) => <Input {...control} name="name" defaultValue={run.name} maxLength={200} />}
        </Field>
        <Field
          label="Labels"
          hint="Separated by commas: baseline, build 1.4"
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
