'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import type { StageDraft } from './draft';
import { StageRow } from './stage-row';

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
        Each stage goes from the users before to its own, so many a second, and then holds them.
      </p>
      <div className="rounded-lg border bg-surface">
        <div
          aria-hidden="true"
          className="grid grid-cols-[32px_1fr_1fr_1fr_36px] gap-2 px-3 py-2 text-xs text-ink-3"
        >
          <span>No.</span>
          <span>Users</span>
          <span>Per second</span>
          <span>Lasts</span>
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
        Add a stage
      </Button>
    </fieldset>
  );
}
