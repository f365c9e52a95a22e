'use client';

import { useState } from 'react';
import { Field, Input, Select } from '@/components/ui/forms/field';
import { type FormState, problemAt, spanProblem } from '@/components/ui/forms/form-state';
import { SpanInput } from '@/components/ui/forms/inputs';
import type { ScheduledStart } from '@/lib/automation/model';
import { plural } from '@/lib/core/number';
import { isOpenPlan } from '@/lib/plan/load-plan';
import { sizeOfPlan } from '@/lib/plan/scale';
import type { ProfileView } from '@/lib/profiles/model';
import type { ScenarioView } from '@/lib/scenarios/model';

interface ScenarioSizeProps {
  scenario: ScenarioView;
  stored?: Extract<ScheduledStart, { kind: 'scenario' }>;
  profiles: readonly ProfileView[];
  state: FormState | undefined;
}

/** The size of the run and its objectives; defaults are the scenario’s. */
export function ScenarioSize({ scenario, stored, profiles, state }: ScenarioSizeProps) {
  const open = isOpenPlan(scenario.plan);
  const full = sizeOfPlan(scenario.plan);
  const [durationMs, setDurationMs] = useState(stored?.durationMs ?? full.durationMs);
  const field = open ? 'ratePerSecond' : 'users';
  const level = open ? full.ratePerSecond : full.users;
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Field
          label={open ? 'Requests per second' : 'Virtual users'}
          hint={`Default: ${level}`}
          problem={problemAt(state, `start.${field}`)}
        >
          {(control) => (
            <Input
              {...control}
              name={field}
              type="number"
              min={open ? 0 : 1}
              step={open ? 'any' : 1}
              className="nums"
              placeholder={String(level)}
              defaultValue={stored?.[field]}
            />
          )}
        </Field>
        <Field
          label="Duration"
          problem={spanProblem(durationMs, problemAt(state, 'start.durationMs'))}
        >
          {(control) => (
            <SpanInput
              {...control}
              className="nums"
              valueMs={durationMs}
              onChangeMs={setDurationMs}
            />
          )}
        </Field>
      </div>
      {durationMs !== full.durationMs && (
        <input type="hidden" name="durationMs" value={durationMs} />
      )}
      <Field label="Objectives" problem={problemAt(state, 'start.profile')}>
        {(control) => (
          <Select
            {...control}
            name="profile"
            className="w-full"
            defaultValue={stored?.profile ?? scenario.profile ?? ''}
          >
            <option value="">No objectives</option>
            {profiles.map(({ slug, name, objectives }) => (
              <option key={slug} value={slug}>
                {name} ({plural(objectives.length, 'objective')})
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
