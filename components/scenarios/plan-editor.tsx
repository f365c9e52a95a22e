'use client';

import { useEffect, useState } from 'react';
import { May } from '@/components/access/may';
import { Button, ButtonLink } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { CheckPlan, PlanCheck } from './plan-check';
import { PlanPreview, PlanVerdict } from './plan-preview';

interface PlanEditorProps {
  /** The text to begin with. */
  text: string;
  /** Only an `id` makes it a change instead of an addition. */
  id?: number;
  description?: string;
  check: CheckPlan;
  save: FormAction;
}

/** A plan as JSON: every field there is, checked while it is written. */
export function PlanEditor({ text: initial, id, description, check, save }: PlanEditorProps) {
  const [text, setText] = useState(initial);
  const { state, pending, onSubmit } = useForm(save);
  const checked = usePlanCheck(text, check);
  const invalid = checked.check?.status === 'refused';
  return (
    <form
      onSubmit={onSubmit}
      noValidate
      className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_360px]"
    >
      <div className="flex min-w-0 flex-col gap-6">
        {/* What is wrong with the plan itself stands under it already. */}
        {!invalid && <FormMessage state={state} fields={['description']} />}
        {id !== undefined && <input type="hidden" name="id" value={id} />}
        <div>
          <Field label="Plan" hint={<PlanHint />}>
            {(control) => (
              <Textarea
                {...control}
                name="plan"
                spellCheck={false}
                autoCapitalize="off"
                wrap="off"
                rows={Math.min(32, Math.max(16, initial.split('\n').length + 1))}
                className="font-mono text-xs! leading-5 tab-size-2"
                aria-invalid={invalid || undefined}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <PlanVerdict check={checked.check} pending={checked.pending} />
        </div>
        <Field
          label="Description"
          hint="One line: the traffic this scenario represents."
          className="max-w-xl"
          problem={problemAt(state, 'description')}
        >
          {(control) => (
            <Textarea {...control} name="description" rows={2} defaultValue={description} />
          )}
        </Field>
        <div className="flex gap-2 border-t pt-5">
          <May scope="plans:edit">
            <Button variant="primary" type="submit" disabled={pending || invalid}>
              {id === undefined ? 'Add scenario' : 'Save scenario'}
            </Button>
          </May>
          <ButtonLink href="/scenarios">Cancel</ButtonLink>
        </div>
      </div>
      <aside aria-label="Load shape" className="xl:sticky xl:top-6 xl:self-start">
        {checked.lastValid !== undefined && (
          <div className="rounded-lg border bg-surface p-4">
            <PlanPreview plan={checked.lastValid} />
            {invalid && <p className="mt-3 text-sm text-ink-2">Showing the last valid plan.</p>}
          </div>
        )}
      </aside>
    </form>
  );
}

function PlanHint() {
  return (
    <>
      The plan’s name is the scenario’s name. See the{' '}
      <a href="/plan.schema.json" className="underline underline-offset-2">
        JSON Schema
      </a>{' '}
      for all fields and docs/plans.md for explanations.
    </>
  );
}

const PAUSE_MS = 350;

/** What the dashboard says of a plan's text, asked when its writer pauses. */
function usePlanCheck(text: string, check: CheckPlan) {
  const [answer, setAnswer] = useState<{ text: string; check: PlanCheck }>();
  const [lastValid, setLastValid] = useState<LoadPlan>();
  useEffect(() => {
    let outdated = false;
    const timer = setTimeout(async () => {
      const result = await check(text).catch(() => NO_RESPONSE);
      if (outdated) return;
      setAnswer({ text, check: result });
      if (result.status === 'valid') setLastValid(result.plan);
    }, PAUSE_MS);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [text, check]);
  return { check: answer?.check, lastValid, pending: answer?.text !== text };
}

const NO_RESPONSE: PlanCheck = {
  status: 'refused',
  message: 'The dashboard did not respond. Check that it is running.',
  problems: [],
};
