'use client';

import { Play } from 'lucide-react';
import { useState } from 'react';
import { LoadShape } from '@/components/charts/load-shape';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormMessage } from '@/components/ui/form-message';
import { type FormAction, problemAt } from '@/components/ui/form-state';
import { Input, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SpanInput } from '@/components/ui/span-input';
import { spanProblem } from '@/components/ui/span-problem';
import { TextLink } from '@/components/ui/text-link';
import { useForm } from '@/components/ui/use-form';
import { loadShape } from '@/lib/plan/load-shape';
import { plannedMs } from '@/lib/plan/plan-figures';
import { scalePlan } from '@/lib/plan/scale-plan';
import type { ScenarioView } from '@/lib/runs/scenario-view';
import type { TargetView } from '@/lib/runs/target-view';
import { SizePresets } from './size-presets';

interface StartFormProps {
  scenario: ScenarioView;
  scenarios: readonly ScenarioView[];
  onScenario: (id: number) => void;
  targets: readonly TargetView[];
  start: FormAction;
}

const FIELDS = ['users', 'durationMs', 'target', 'seed'] as const;

export function StartForm({ scenario, scenarios, onScenario, targets, start }: StartFormProps) {
  const { plan } = scenario;
  const fullUsers = Math.max(...plan.load.stages.map((stage) => stage.users));
  const fullMs = plannedMs(plan);
  const [users, setUsers] = useState(fullUsers);
  const [durationMs, setDurationMs] = useState(fullMs);
  const { state, pending, onSubmit } = useForm(start);
  const readable = users >= 1 && durationMs >= 1000;
  const scaled = readable ? scalePlan(plan, { users, durationMs }) : plan;
  if (targets.length === 0) return <NoTarget />;
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormMessage state={state} fields={FIELDS} />
      <input type="hidden" name="scenario" value={scenario.id} />
      <input type="hidden" name="durationMs" value={durationMs} />
      {scenarios.length > 1 && (
        <Field label="Scenario">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={scenario.id}
              onChange={(event) => onScenario(Number(event.target.value))}
            >
              {scenarios.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label="Target" problem={problemAt(state, 'target')}>
        {(control) => (
          <Select {...control} name="target" className="w-full" defaultValue={targets[0]?.id}>
            {targets.map(({ id, name, url }) => (
              <option key={id} value={id}>
                {name} ({new URL(url).host})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Users" problem={problemAt(state, 'users')}>
          {(control) => (
            <Input
              {...control}
              name="users"
              type="number"
              min={1}
              step={1}
              className="nums"
              value={Number.isFinite(users) ? users : ''}
              onChange={(event) => setUsers(event.target.valueAsNumber)}
            />
          )}
        </Field>
        <Field label="Duration" problem={spanProblem(durationMs, problemAt(state, 'durationMs'))}>
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
      <SizePresets fullMs={fullMs} durationMs={durationMs} onChoose={setDurationMs} />
      <div className="rounded-md border bg-surface px-3 pt-3 pb-2">
        <LoadShape shape={loadShape(scaled)} durationMs={plannedMs(scaled)} height={64} labelled />
      </div>
      <DialogActions>
        <Button variant="primary" type="submit" disabled={pending || !readable}>
          <Play className="size-3.5 fill-current" aria-hidden="true" />
          {pending ? 'Starting' : `Start ${scenario.name.toLowerCase()}`}
        </Button>
      </DialogActions>
    </form>
  );
}

function NoTarget() {
  return (
    <Notice tone="warn" title="There is no target to send load to.">
      <TextLink href="/targets/new">Add a target</TextLink> first.
    </Notice>
  );
}
