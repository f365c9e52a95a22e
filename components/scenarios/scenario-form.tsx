'use client';

import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { FormMessage } from '@/components/ui/form-message';
import { Field } from '@/components/ui/forms/field';
import { useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import { Input, Textarea } from '@/components/ui/input';
import { SpanInput } from '@/components/ui/span-input';
import { spanProblem } from '@/components/ui/span-problem';
import type { ScenarioView } from '@/lib/scenarios/model';
import { BehaviourFields } from './behaviour-fields';
import {
  chosenBehaviours,
  draftOf,
  type FormPlan,
  NEW_DRAFT,
  planOf,
  type ScenarioDraft,
} from './draft';
import { StageFields } from './load-fields';
import { ShapePreview } from './shape-preview';
import { WaitFields } from './wait-fields';

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
          hint="One line: what kind of day is this?"
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
          label="Time-out"
          hint="A request that takes longer is cut off and counts as failed."
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
          <Button variant="primary" type="submit" disabled={pending}>
            {from?.id === undefined ? 'Add scenario' : 'Save scenario'}
          </Button>
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
