'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import { NumberInput } from '@/components/ui/forms/inputs';
import { BEHAVIOURS } from '@/lib/plan/users';
import { BEHAVIOUR_WORDS } from './behaviours';
import { chosenBehaviours, type ScenarioDraft } from './draft';

interface BehaviourFieldsProps {
  draft: ScenarioDraft;
  state: FormState | undefined;
  onChange: (weights: ScenarioDraft['weights']) => void;
}

/** What the users do; with several kinds, how many of each by weight. */
export function BehaviourFields({ draft, state, onChange }: BehaviourFieldsProps) {
  const chosen = chosenBehaviours(draft);
  const problem = problemAt(state, 'plan.users');
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">What the users do</legend>
      <div className="divide-y rounded-lg border bg-surface">
        {BEHAVIOURS.map((behaviour) => {
          const weight = draft.weights[behaviour];
          const { name, does } = BEHAVIOUR_WORDS[behaviour];
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
