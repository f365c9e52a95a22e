'use client';

import { Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import { NumberInput } from '@/components/ui/forms/inputs';
import { SpanInput } from '@/components/ui/span-input';
import { spanProblem } from '@/components/ui/span-problem';
import type { StageDraft } from './draft';

interface StageRowProps {
  stage: StageDraft;
  index: number;
  only: boolean;
  state: FormState | undefined;
  onChange: (stage: StageDraft) => void;
  onRemove: () => void;
}

const WORDS: Record<string, string> = {
  users: 'Users',
  spawnPerSecond: 'Per second',
  durationMs: 'Lasts',
};

export function StageRow({ stage, index, only, state, onChange, onRemove }: StageRowProps) {
  const label = `Stage ${index + 1}`;
  const about = `stage-${stage.key}-problems`;
  const said = (key: string) => problemAt(state, `plan.load.stages[${index}].${key}`);
  const found: Record<string, string | undefined> = {
    users: said('users'),
    spawnPerSecond: said('spawnPerSecond'),
    durationMs: spanProblem(stage.durationMs, said('durationMs')),
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
          aria-label={`${label}: users spawned per second`}
          min={0}
          step="any"
          value={stage.spawnPerSecond}
          onChange={(spawnPerSecond) => onChange({ ...stage, spawnPerSecond })}
          {...aria('spawnPerSecond')}
        />
        <SpanInput
          aria-label={`${label}: how long it lasts`}
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
              {WORDS[key]}: {problem}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
