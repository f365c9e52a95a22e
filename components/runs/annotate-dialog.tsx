'use client';

import { useTimeline } from '@/components/charts/timeline';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FormMessage } from '@/components/ui/form-message';
import { Field } from '@/components/ui/forms/field';
import { useForm } from '@/components/ui/forms/form';
import { problemAt } from '@/components/ui/forms/form-state';
import { Input, Select } from '@/components/ui/input';
import { clock } from '@/lib/core/duration';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunActions } from './run-actions';
import { useRun } from './run-context';

interface AnnotateDialogProps extends Pick<RunActions, 'annotate'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Adds a note or a deploy to a run's time axis: at the cursor's last place, or now while it lasts. */
export function AnnotateDialog({ annotate, open, onOpenChange }: AnnotateDialogProps) {
  const { number, state } = useRun();
  const { cursor } = useTimeline();
  const form = useForm(
    (data) => annotate(number, data),
    () => onOpenChange(false),
  );
  const atMs = hasEnded(state.status) ? (cursor.last ?? 0) : state.progress.elapsedMs;
  return (
    <Dialog
      title={`Add a mark to run ${number}`}
      description="Every chart shows it at its time."
      open={open}
      onOpenChange={(next) => {
        form.reset();
        onOpenChange(next);
      }}
    >
      <form onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={form.state} fields={['kind', 'at', 'text']} />
        <div className="flex flex-wrap gap-4">
          <Field label="Kind" problem={problemAt(form.state, 'kind')}>
            {(control) => (
              <Select {...control} name="kind" className="w-32">
                <option value="note">Note</option>
                <option value="deploy">Deploy</option>
              </Select>
            )}
          </Field>
          <Field
            label="Time"
            hint="From the run’s start, as 1:30."
            problem={problemAt(form.state, 'at')}
          >
            {(control) => (
              <Input
                {...control}
                name="at"
                inputMode="text"
                autoComplete="off"
                className="nums max-w-32"
                defaultValue={clock(atMs)}
              />
            )}
          </Field>
        </div>
        <Field
          label="Text"
          hint="What happened: build 1.4 went live."
          problem={problemAt(form.state, 'text')}
        >
          {(control) => <Input {...control} name="text" autoComplete="off" maxLength={200} />}
        </Field>
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Add mark
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
