'use client';

import { useState } from 'react';
import { May, useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useAction, useForm } from '@/components/ui/forms/form';
import { type FormAction, type FormState, problemAt } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/page';
import type { TrendPage } from '@/lib/trends/model';

export interface DeploymentActions {
  add: FormAction;
  remove: (id: number) => Promise<FormState>;
}

interface DeploymentsProps extends Pick<TrendPage, 'deployments' | 'pending'> {
  target: string;
  actions: DeploymentActions;
}

/** What went live on the target and when: marked by hand, or told by the target itself. */
export function Deployments({ target, deployments, pending, actions }: DeploymentsProps) {
  const { run, problem } = useAction();
  const mayEdit = useMay('runs:edit');
  const rows = [...deployments.map((one) => ({ ...one, isDrawn: true })), ...pending];
  return (
    <Section
      title="Deployments"
      note={`On ${target}: added manually, annotated in a run, or detected from a new target build.`}
      action={
        <May scope="runs:edit">
          <AddDeployment target={target} add={actions.add} />
        </May>
      }
    >
      {problem !== undefined && (
        <p role="alert" className="mb-2 text-sm text-fail">
          {problem}
        </p>
      )}
      {rows.length === 0 ? (
        <p className="text-sm text-ink-3">No deployments in these runs.</p>
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {rows.map((row) => (
            <li
              key={`${row.id ?? ''} ${row.at} ${row.text}`}
              className="flex min-h-9 flex-wrap items-center gap-x-4 px-3 text-sm"
            >
              <Instant iso={row.at} relative />
              <span className="min-w-0 flex-1 truncate">{row.text}</span>
              <span className="text-ink-3">
                {'run' in row ? `first in run ${row.run}` : 'no runs since'}
              </span>
              {row.id !== undefined && mayEdit && (
                <Button
                  variant="quiet"
                  size="sm"
                  onClick={() => run(() => actions.remove(row.id ?? 0))}
                >
                  Remove<span className="sr-only"> {row.text}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function AddDeployment({ target, add }: { target: string; add: FormAction }) {
  const [open, setOpen] = useState(false);
  const form = useForm(add, () => setOpen(false));
  return (
    <Dialog
      title="Add deployment"
      description={`On ${target}. Shown in trends before the next run.`}
      trigger={<Button>Add deployment</Button>}
      open={open}
      onOpenChange={(next) => {
        form.reset();
        setOpen(next);
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          form.send(withZone(new FormData(event.currentTarget)));
        }}
        noValidate
        className="flex flex-col gap-4"
      >
        <FormMessage state={form.state} fields={['at', 'text']} />
        <input type="hidden" name="target" value={target} />
        <Field
          label="Description"
          hint="For example: build 1.4, new database, changed setting."
          problem={problemAt(form.state, 'text')}
        >
          {(control) => <Input {...control} name="text" autoComplete="off" maxLength={200} />}
        </Field>
        <Field label="Time" hint="Default: now" problem={problemAt(form.state, 'at')}>
          {(control) => (
            <Input {...control} name="at" type="datetime-local" className="nums max-w-56" />
          )}
        </Field>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Add deployment
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The browser's local time as an instant: the dashboard may run in another zone. */
function withZone(data: FormData): FormData {
  const at = data.get('at');
  if (typeof at === 'string' && at !== '') data.set('at', new Date(at).toISOString());
  return data;
}
