'use client';

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { useTimeline } from '@/components/charts/timeline';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/forms/field';
import { FormMessage, useAction, useForm } from '@/components/ui/forms/form';
import { problemAt } from '@/components/ui/forms/form-state';
import { clock } from '@/lib/core/duration';
import { hasEnded } from '@/lib/runs/model';
import { useRun } from './live/run-context';
import type { RunActions } from './run-actions';

export type AnnotationActions = Pick<RunActions, 'annotate' | 'removeAnnotation'>;

const OWN_KINDS: readonly string[] = ['note', 'deploy'];

/** The marks and shades of the charts in words; where they may, users add notes and deploys, and take them away. */
export function AnnotationList({ annotate, removeAnnotation }: Partial<AnnotationActions>) {
  const { number, state } = useRun();
  const { annotations, spans } = useTimeline();
  const [open, setOpen] = useState(false);
  const mayEdit = useMay('runs:edit');
  const { run, pending, problem } = useAction();
  if (state.startedAt === undefined) return null;
  const own = new Set(
    state.marks.filter(({ kind }) => OWN_KINDS.includes(kind)).map(({ id }) => id),
  );
  return (
    <div className="mt-2 flex flex-wrap items-start gap-x-6 gap-y-2 text-sm">
      {annotations.length + spans.length > 0 && (
        <ul aria-label="Annotations" className="nums min-w-0 flex-1 text-ink-2">
          {spans.map(({ from, to, label }) => (
            <li key={label}>
              {clock(from)} to {clock(to)}: {label}
            </li>
          ))}
          {annotations
            .toSorted((a, b) => a.x - b.x)
            .map(({ id, x, label }) => (
              <li key={id} className="flex min-h-7 items-center gap-1">
                <span className="min-w-0 break-words">
                  At {clock(x)}: {label}
                </span>
                {mayEdit && removeAnnotation !== undefined && own.has(Number(id)) && (
                  <Button
                    variant="quiet"
                    size="sm"
                    square
                    aria-label={`Delete annotation at ${clock(x)}`}
                    disabled={pending}
                    onClick={() => run(() => removeAnnotation(number, Number(id)))}
                  >
                    <X className="size-3.5" aria-hidden="true" />
                  </Button>
                )}
              </li>
            ))}
        </ul>
      )}
      {problem !== undefined && (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
      {mayEdit && annotate !== undefined && (
        <>
          <Button size="sm" className="ml-auto" onClick={() => setOpen(true)}>
            <Plus className="size-3.5" aria-hidden="true" />
            Add annotation
          </Button>
          <AnnotateDialog annotate={annotate} open={open} onOpenChange={setOpen} />
        </>
      )}
    </div>
  );
}

interface AnnotateDialogProps extends Pick<RunActions, 'annotate'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Adds a note or a deploy to a run's time axis: at the cursor's last place, or now while it lasts. */
function AnnotateDialog({ annotate, open, onOpenChange }: AnnotateDialogProps) {
  const { number, state } = useRun();
  const { cursor } = useTimeline();
  const form = useForm(
    (data) => annotate(number, data),
    () => onOpenChange(false),
  );
  const atMs = hasEnded(state.status) ? (cursor.last ?? 0) : state.progress.elapsedMs;
  return (
    <Dialog
      title={`Add annotation to run ${number}`}
      description="Shown on every chart."
      open={open}
      onOpenChange={(next) => {
        form.reset();
        onOpenChange(next);
      }}
    >
      <form onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={form.state} fields={['kind', 'at', 'text']} />
        <div className="flex flex-wrap gap-4">
          <Field label="Type" problem={problemAt(form.state, 'kind')}>
            {(control) => (
              <Select {...control} name="kind" className="w-32">
                <option value="note">Note</option>
                <option value="deploy">Deploy</option>
              </Select>
            )}
          </Field>
          <Field
            label="Time"
            hint="Time since the run started, such as 1:30."
            problem={problemAt(form.state, 'atMs')}
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
          hint="For example: build 1.4 deployed."
          problem={problemAt(form.state, 'text')}
        >
          {(control) => <Input {...control} name="text" autoComplete="off" maxLength={200} />}
        </Field>
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Add annotation
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
