'use client';

import { useState } from 'react';
import { May } from '@/components/access/may';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox, Field, Input, Textarea } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import {
  type FormAction,
  type FormState,
  problemAt,
  spanProblem,
} from '@/components/ui/forms/form-state';
import { NumberInput, SpanInput } from '@/components/ui/forms/inputs';
import { type LoadPlan, planSchema } from '@/lib/plan/load-plan';
import { BEHAVIOURS } from '@/lib/plan/users';
import type { ScenarioView } from '@/lib/scenarios/model';
import { BEHAVIOUR_LABELS } from './behaviour-labels';
import {
  chosenBehaviours,
  draftOf,
  type FormPlan,
  NEW_DRAFT,
  planOf,
  type ScenarioDraft,
} from './draft';
import { StageFields, WaitFields } from './load-fields';
import { PlanPreview } from './plan-preview';

interface ScenarioFormProps {
  /** What it begins with; only its own `id` makes it a change instead of an addition. */
  from?: Pick<ScenarioView, 'name' | 'description'> & { id?: number; plan: FormPlan };
  save: FormAction;
}

export function ScenarioForm({ from, save }: ScenarioFormProps) {
  const [name, setName] = useState(from?.name ?? '');
  const [draft, setDraft] = useState<ScenarioDraft>(() =>
    from === undefined ? NEW_DRAFT : draftOf(from.plan),
  );
  const { state, pending, onSubmit } = useForm(save);
  const change = (changes: Partial<ScenarioDraft>) => setDraft({ ...draft, ...changes });
  return (
    <form
      onSubmit={onSubmit}
      noValidate
      className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_360px]"
    >
      <div className="flex min-w-0 flex-col gap-6">
        <FormMessage state={state} fields={fieldsOf(draft)} />
        {from?.id !== undefined && <input type="hidden" name="id" value={from.id} />}
        <input type="hidden" name="plan" value={JSON.stringify(planOf(draft, name))} />
        <Field label="Name" className="max-w-md" problem={problemAt(state, 'name')}>
          {(control) => (
            <Input
              {...control}
              name="name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Description"
          hint="One line: the traffic this scenario represents."
          className="max-w-xl"
          problem={problemAt(state, 'description')}
        >
          {(control) => (
            <Textarea {...control} name="description" rows={2} defaultValue={from?.description} />
          )}
        </Field>
        <StageFields
          stages={draft.stages}
          state={state}
          onChange={(stages) => change({ stages })}
        />
        <BehaviourFields draft={draft} state={state} onChange={(weights) => change({ weights })} />
        <WaitFields waitMs={draft.waitMs} state={state} onChange={(waitMs) => change({ waitMs })} />
        <Field
          label="Timeout"
          hint="Requests that take longer are aborted and count as errors."
          className="max-w-60"
          problem={spanProblem(draft.timeoutMs, problemAt(state, 'plan.timeoutMs'))}
        >
          {(control) => (
            <SpanInput
              {...control}
              valueMs={draft.timeoutMs}
              onChangeMs={(timeoutMs) => change({ timeoutMs })}
            />
          )}
        </Field>
        <div className="flex gap-2 border-t pt-5">
          <May scope="plans:edit">
            <Button variant="primary" type="submit" disabled={pending}>
              {from?.id === undefined ? 'Add scenario' : 'Save scenario'}
            </Button>
          </May>
          <ButtonLink href="/scenarios">Cancel</ButtonLink>
        </div>
      </div>
      <ShapePreview plan={planOf(draft, name || 'New')} />
    </form>
  );
}

/** Problems at these paths stand under their fields; all others above the form. */
function fieldsOf(draft: ScenarioDraft): string[] {
  return [
    'name',
    'description',
    'plan.timeoutMs',
    'plan.load.stages',
    'plan.load.waitMs',
    'plan.load.waitMs.min',
    'plan.load.waitMs.max',
    'plan.users',
    ...chosenBehaviours(draft).map((_, index) => `plan.users[${index}].weight`),
    ...draft.stages.flatMap((_, index) =>
      ['users', 'spawnPerSecond', 'durationMs'].map((key) => `plan.load.stages[${index}].${key}`),
    ),
  ];
}

interface BehaviourFieldsProps {
  draft: ScenarioDraft;
  state: FormState | undefined;
  onChange: (weights: ScenarioDraft['weights']) => void;
}

/** What the users do; with several kinds, how many of each by weight. */
function BehaviourFields({ draft, state, onChange }: BehaviourFieldsProps) {
  const chosen = chosenBehaviours(draft);
  const problem = problemAt(state, 'plan.users');
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">User behaviour</legend>
      <div className="divide-y rounded-lg border bg-surface">
        {BEHAVIOURS.map((behaviour) => {
          const weight = draft.weights[behaviour];
          const { name, does } = BEHAVIOUR_LABELS[behaviour];
          const weightProblem = problemAt(state, `plan.users[${chosen.indexOf(behaviour)}].weight`);
          return (
            <div key={behaviour} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2.5">
              <Checkbox
                className="min-w-0 flex-1 max-sm:w-full max-sm:flex-none"
                checked={weight !== undefined}
                onChange={(event) =>
                  onChange({
                    ...draft.weights,
                    [behaviour]: event.target.checked ? 1 : undefined,
                  })
                }
              >
                <span className="block font-medium">{name}</span>
                <span className="block text-sm text-pretty text-ink-2">{does}</span>
                {weightProblem !== undefined && (
                  <span className="block text-sm text-fail">Weight: {weightProblem}</span>
                )}
              </Checkbox>
              <div className="flex items-center gap-2 text-sm text-ink-2 max-sm:pl-6.5">
                <span aria-hidden="true">Weight</span>
                <span className="w-20">
                  <NumberInput
                    aria-label={`Weight of ${name}`}
                    min={0}
                    step="any"
                    disabled={weight === undefined}
                    value={weight ?? Number.NaN}
                    onChange={(value) => onChange({ ...draft.weights, [behaviour]: value })}
                    {...(weightProblem !== undefined && { 'aria-invalid': true })}
                  />
                </span>
              </div>
            </div>
          );
        })}
      </div>
      {problem !== undefined && (
        <p role="alert" className="mt-1 text-sm text-fail">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

/** The load as it is being written; while something is amiss, the last shape that could be drawn. */
function ShapePreview({ plan }: { plan: unknown }) {
  const parsed = planSchema.safeParse(plan);
  const [last, setLast] = useState<{ key: string; plan: LoadPlan }>();
  const key = JSON.stringify(plan);
  if (parsed.success && last?.key !== key) setLast({ key, plan: parsed.data });
  const shown = parsed.success ? parsed.data : last?.plan;
  return (
    <aside aria-label="Load shape" className="xl:sticky xl:top-6 xl:self-start">
      <div className="rounded-lg border bg-surface p-4">
        {shown !== undefined && <PlanPreview plan={shown} />}
        {!parsed.success && (
          <p className="mt-2 text-sm text-ink-2">
            {shown !== undefined && 'Showing the last valid shape. '}
            Fill in all fields to update the preview.
          </p>
        )}
      </div>
    </aside>
  );
}
