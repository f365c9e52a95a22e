'use client';

import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import { SpanInput } from '@/components/ui/forms/inputs';
import { span } from '@/lib/core/duration';
import { count } from '@/lib/core/number';
import { peakRate, peakUsers } from '@/lib/plan/figures';
import { isOpenPlan } from '@/lib/plan/load-plan';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';

interface SearchDialogProps {
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  profiles: readonly { slug: string; name: string }[];
  chosen: { target?: string; scenarios: readonly string[]; profile?: string };
  start: FormAction;
}

const FIELDS = ['scenario', 'target', 'profile', 'from', 'to', 'stepMs', 'settleMs', 'resources'];
const STEPS = 12;
const STEP_MS = 30_000;
const SETTLE_MS = 5000;

/** What is searched for, where, and the most it may cost, before any load is sent. */
export function SearchDialog({ scenarios, targets, profiles, chosen, start }: SearchDialogProps) {
  const usual = scenarios.find(({ name }) => chosen.scenarios.includes(name)) ?? scenarios[0];
  const [id, setId] = useState(usual?.id);
  const [stepMs, setStepMs] = useState(STEP_MS);
  const [settleMs, setSettleMs] = useState(SETTLE_MS);
  const { state, pending, onSubmit, reset } = useForm(start);
  const scenario = scenarios.find((one) => one.id === id) ?? usual;
  const mayStart = useMay('runs:start');
  if (scenario === undefined || !mayStart) return null;
  const isOpen = isOpenPlan(scenario.plan);
  const loads = isOpen ? 'arrivals per second' : 'users';
  const own = isOpen ? (peakRate(scenario.plan) ?? 1) : peakUsers(scenario.plan);
  const from = isOpen ? Number((own / 8).toPrecision(3)) : Math.max(1, Math.round(own / 8));
  const worstMs = STEPS * (stepMs + settleMs);
  return (
    <Dialog
      title="Find the safe load"
      description="Increases the load in coarse steps until an objective fails, then narrows in from both sides. Each step stops as soon as its result is significant."
      trigger={<Button variant="primary">Find the safe load</Button>}
      onOpenChange={reset}
    >
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={state} fields={FIELDS} />
        <input type="hidden" name="stepMs" value={stepMs} />
        <input type="hidden" name="settleMs" value={settleMs} />
        <Field
          label="Scenario"
          hint={`The search varies the number of ${loads}.`}
          problem={problemAt(state, 'scenario')}
        >
          {(control) => (
            <Select
              {...control}
              name="scenario"
              className="w-full"
              value={scenario.id}
              onChange={(event) => setId(Number(event.target.value))}
            >
              {scenarios.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <Field label="Target" problem={problemAt(state, 'target')}>
            {(control) => (
              <Select
                {...control}
                name="target"
                className="w-full"
                defaultValue={targets.find(({ name }) => name === chosen.target)?.id}
              >
                {targets.map((target) => (
                  <option key={target.id} value={target.id}>
                    {target.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field
            label="Profile"
            hint="Objectives that must be met."
            problem={problemAt(state, 'profile')}
          >
            {(control) => (
              <Select {...control} name="profile" className="w-full" defaultValue={chosen.profile}>
                {profiles.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="From" hint={`Default: ${from}`} problem={problemAt(state, 'from')}>
            {(control) => <Input {...control} name="from" inputMode="decimal" className="nums" />}
          </Field>
          <Field
            label="To"
            hint={`Default: ${count(Math.max(own, from) * 16)} ${loads}`}
            problem={problemAt(state, 'to')}
          >
            {(control) => <Input {...control} name="to" inputMode="decimal" className="nums" />}
          </Field>
          <Field label="Max step duration" problem={problemAt(state, 'stepMs')}>
            {(control) => <SpanInput {...control} valueMs={stepMs} onChangeMs={setStepMs} />}
          </Field>
          <Field
            label="Warm-up"
            hint="Excluded from the result."
            problem={problemAt(state, 'settleMs')}
          >
            {(control) => <SpanInput {...control} valueMs={settleMs} onChangeMs={setSettleMs} />}
          </Field>
          <Field
            label="Workers or slots"
            hint="Optional, for what-if analysis."
            problem={problemAt(state, 'resources')}
          >
            {(control) => (
              <Input {...control} name="resources" inputMode="numeric" className="nums" />
            )}
          </Field>
        </div>
        <p className="nums text-sm text-ink-2">
          {Number.isFinite(worstMs) &&
            `Up to ${STEPS} steps and ${span(worstMs)}, plus recovery time of the target. Jobs started by a step are cancelled after it.`}
        </p>
        <DialogActions>
          <Button variant="primary" type="submit" disabled={pending}>
            Start search
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
