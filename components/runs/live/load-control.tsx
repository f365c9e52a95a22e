'use client';

import { Gauge, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useAction, useForm } from '@/components/ui/forms/form';
import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import { count } from '@/lib/core/number';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import { levelLabel, modelOf, presentLevel } from '../load-labels';
import type { RunActions } from '../run-actions';
import { useRun } from './run-context';

/** Pauses and resumes a running run's load, and changes how much of it there is. */
export function LoadControl({ changeLoad }: Pick<RunActions, 'changeLoad'>) {
  const { number, state } = useRun();
  const { run, pending, problem } = useAction();
  const [open, setOpen] = useState(false);
  if (state.status !== 'running' || state.isStale) return null;
  const { paused } = state;
  const asked = state.marks.some(({ kind, atMs }) => kind !== 'level' && atMs === undefined);
  const Icon = paused ? Play : Pause;
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Button
        disabled={pending || asked}
        onClick={() => run(() => changeLoad(number, { kind: paused ? 'resume' : 'pause' }))}
      >
        <Icon className="size-4" aria-hidden="true" />
        <span className="max-sm:sr-only">{paused ? 'Resume' : 'Pause'}</span>
      </Button>
      <Button onClick={() => setOpen(true)}>
        <Gauge className="size-4 max-sm:hidden" aria-hidden="true" />
        Change load
      </Button>
      <ChangeLoadDialog changeLoad={changeLoad} open={open} onOpenChange={setOpen} />
    </>
  );
}

interface ChangeLoadDialogProps extends Pick<RunActions, 'changeLoad'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const FIELDS = {
  closed: {
    label: 'Virtual users',
    most: PLAN_LIMITS.users,
    description: 'Overrides the plan’s virtual users for the rest of the run.',
  },
  open: {
    label: 'Requests per second',
    most: PLAN_LIMITS.ratePerSecond,
    description: 'Overrides the plan’s request rate for the rest of the run.',
  },
};

function ChangeLoadDialog({ changeLoad, open, onOpenChange }: ChangeLoadDialogProps) {
  const { number, plan } = useRun();
  const form = useForm(
    (data) => {
      const level = String(data.get('level') ?? '').trim();
      return changeLoad(number, {
        kind: 'level',
        level: level === '' ? Number.NaN : Number(level),
      });
    },
    () => onOpenChange(false),
  );
  const problem = problemAt(form.state, 'level');
  return (
    <Dialog
      title={`Change load of run ${number}`}
      description={FIELDS[modelOf(plan)].description}
      open={open}
      onOpenChange={(next) => {
        form.reset();
        onOpenChange(next);
      }}
    >
      <form onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
        {problem === undefined && <FormMessage state={form.state} />}
        <LevelField problem={problem} refused={form.state} />
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Change load
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface LevelFieldProps {
  problem: string | undefined;
  /** The answer that `problem` is of: each sends the reader back to the field. */
  refused: FormState | undefined;
}

function LevelField({ problem, refused }: LevelFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (refused?.status === 'refused') input.current?.focus();
  }, [refused]);
  const { plan, state, series } = useRun();
  const model = modelOf(plan);
  const { label, most } = FIELDS[model];
  const level = presentLevel(state.marks, model, state.activeUsers, series.points);
  const now = level === undefined ? '' : `Currently ${levelLabel(level, model)}. `;
  return (
    <Field label={label} hint={`${now}Range: 0 to ${count(most)}.`} problem={problem}>
      {(control) => (
        <Input
          {...control}
          ref={input}
          type="number"
          name="level"
          inputMode={model === 'closed' ? 'numeric' : 'decimal'}
          className="nums max-w-40 text-right"
          defaultValue={level}
        />
      )}
    </Field>
  );
}
