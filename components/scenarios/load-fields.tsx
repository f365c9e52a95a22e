'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Checkbox, Field } from '@/components/ui/forms/field';
import { type FormState, problemAt, spanProblem } from '@/components/ui/forms/form-state';
import { NumberInput, SpanInput } from '@/components/ui/forms/inputs';
import type { StageDraft } from './draft';

interface StageFieldsProps {
  stages: StageDraft[];
  state: FormState | undefined;
  onChange: (stages: StageDraft[]) => void;
}

/** The load, stage by stage; each goes from the users before to its own. */
export function StageFields({ stages, state, onChange }: StageFieldsProps) {
  const problem = problemAt(state, 'plan.load.stages');

  function add() {
    const last = stages.at(-1);
    const key = Math.max(-1, ...stages.map((stage) => stage.key)) + 1;
    const like = last ?? { users: 20, spawnPerSecond: 5, durationMs: 60_000 };
    onChange([...stages, { ...like, key }]);
  }

  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Stages</legend>
      <p className="mb-2 text-sm text-ink-3">
        Each stage ramps from the previous number of users to its own at the spawn rate, then holds.
      </p>
      <div className="rounded-lg border bg-surface">
        <div
          aria-hidden="true"
          className="grid grid-cols-[32px_1fr_1fr_1fr_36px] gap-2 px-3 py-2 text-xs text-ink-3"
        >
          <span>#</span>
          <span>Users</span>
          <span>Spawn rate (/s)</span>
          <span>Duration</span>
        </div>
        {stages.map((stage, index) => (
          <StageRow
            key={stage.key}
            stage={stage}
            index={index}
            only={stages.length === 1}
            state={state}
            onChange={(changed) =>
              onChange(stages.map((other) => (other.key === changed.key ? changed : other)))
            }
            onRemove={() => onChange(stages.filter((other) => other.key !== stage.key))}
          />
        ))}
      </div>
      {problem !== undefined && (
        <p role="alert" className="mt-1 text-sm text-fail">
          Stages {problem.charAt(0).toLowerCase() + problem.slice(1)}
        </p>
      )}
      <Button size="sm" className="mt-2" onClick={add}>
        <Plus className="size-3.5" aria-hidden="true" />
        Add stage
      </Button>
    </fieldset>
  );
}

interface StageRowProps {
  stage: StageDraft;
  index: number;
  only: boolean;
  state: FormState | undefined;
  onChange: (stage: StageDraft) => void;
  onRemove: () => void;
}

const FIELD_LABELS: Record<string, string> = {
  users: 'Users',
  spawnPerSecond: 'Spawn rate',
  durationMs: 'Duration',
};

function StageRow({ stage, index, only, state, onChange, onRemove }: StageRowProps) {
  const label = `Stage ${index + 1}`;
  const about = `stage-${stage.key}-problems`;
  const serverProblem = (key: string) => problemAt(state, `plan.load.stages[${index}].${key}`);
  const found: Record<string, string | undefined> = {
    users: serverProblem('users'),
    spawnPerSecond: serverProblem('spawnPerSecond'),
    durationMs: spanProblem(stage.durationMs, serverProblem('durationMs')),
  };
  const problems = Object.entries(found).filter(([, problem]) => problem !== undefined);
  const aria = (key: string) =>
    found[key] === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': about };
  return (
    <div className="border-t px-3 py-2">
      <div className="grid grid-cols-[32px_1fr_1fr_1fr_36px] items-center gap-2">
        <span className="nums text-sm text-ink-3">{index + 1}</span>
        <NumberInput
          aria-label={`${label}: users`}
          min={0}
          step={1}
          value={stage.users}
          onChange={(users) => onChange({ ...stage, users })}
          {...aria('users')}
        />
        <NumberInput
          aria-label={`${label}: spawn rate per second`}
          min={0}
          step="any"
          value={stage.spawnPerSecond}
          onChange={(spawnPerSecond) => onChange({ ...stage, spawnPerSecond })}
          {...aria('spawnPerSecond')}
        />
        <SpanInput
          aria-label={`${label}: duration`}
          className="nums text-right"
          valueMs={stage.durationMs}
          onChangeMs={(durationMs) => onChange({ ...stage, durationMs })}
          {...aria('durationMs')}
        />
        <Button
          variant="quiet"
          square
          disabled={only}
          aria-label={`Remove stage ${index + 1}`}
          onClick={onRemove}
        >
          <Trash2 className="size-4" aria-hidden="true" />
        </Button>
      </div>
      {problems.length > 0 && (
        <ul id={about} className="mt-1 pl-10 text-sm text-fail">
          {problems.map(([key, problem]) => (
            <li key={key}>
              {FIELD_LABELS[key]}: {problem}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Wait {
  min: number;
  max: number;
}

interface WaitFieldsProps {
  waitMs: Wait | undefined;
  state: FormState | undefined;
  onChange: (waitMs: Wait | undefined) => void;
}

/** Waits between tasks: each behaviour's own, or one range for all. */
export function WaitFields({ waitMs, state, onChange }: WaitFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">Wait between tasks</legend>
      <Checkbox
        className="w-fit"
        checked={waitMs !== undefined}
        onChange={(event) => onChange(event.target.checked ? { min: 1000, max: 5000 } : undefined)}
      >
        Use one range for all users
      </Checkbox>
      {waitMs !== undefined && (
        <div className="grid max-w-md grid-cols-2 gap-4">
          <Field
            label="Min"
            problem={spanProblem(waitMs.min, problemAt(state, 'plan.load.waitMs.min'))}
          >
            {(control) => (
              <SpanInput
                {...control}
                valueMs={waitMs.min}
                onChangeMs={(min) => onChange({ ...waitMs, min })}
              />
            )}
          </Field>
          <Field
            label="Max"
            problem={spanProblem(waitMs.max, problemAt(state, 'plan.load.waitMs.max'))}
          >
            {(control) => (
              <SpanInput
                {...control}
                valueMs={waitMs.max}
                onChangeMs={(max) => onChange({ ...waitMs, max })}
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}
