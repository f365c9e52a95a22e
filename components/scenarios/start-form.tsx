'use client';

import clsx from 'clsx';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { LoadShape } from '@/components/charts/load-shape';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { Checkbox, Field, Input, Select } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt, spanProblem } from '@/components/ui/forms/form-state';
import { SpanInput } from '@/components/ui/forms/inputs';
import { Notice } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { span } from '@/lib/core/duration';
import { plural } from '@/lib/core/number';
import { loadShape, plannedMs } from '@/lib/plan/figures';
import { requestsLabel } from '@/lib/plan/labels';
import { isOpenPlan } from '@/lib/plan/load-plan';
import { scalePlan, sizeOfPlan } from '@/lib/plan/scale';
import type { ProfileView } from '@/lib/profiles/model';
import type { StartInput } from '@/lib/runs/start-input';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';

interface StartFormProps {
  scenario: ScenarioView;
  scenarios: readonly ScenarioView[];
  onScenario: (id: number) => void;
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  start: FormAction;
}

const FIELDS = [
  'users',
  'ratePerSecond',
  'durationMs',
  'target',
  'seed',
  'profile',
] as const satisfies readonly (keyof StartInput)[];

export function StartForm({
  scenario,
  scenarios,
  onScenario,
  targets,
  profiles,
  start,
}: StartFormProps) {
  const { plan } = scenario;
  const open = isOpenPlan(plan);
  const full = sizeOfPlan(plan);
  const fullMs = full.durationMs;
  const [level, setLevel] = useState((open ? full.ratePerSecond : full.users) ?? Number.NaN);
  const [durationMs, setDurationMs] = useState(fullMs);
  const [targetId, setTargetId] = useState(targets[0]?.id);
  const { state, pending, onSubmit } = useForm(start);
  const size = open ? { ratePerSecond: level, durationMs } : { users: level, durationMs };
  const readable = (open ? level > 0 : level >= 1) && durationMs >= Math.min(1000, fullMs);
  const scaled = readable ? scalePlan(plan, size) : plan;
  const requests = requestsLabel(scaled);
  const field = open ? 'ratePerSecond' : 'users';
  const foreign = targets.find(({ id }) => id === targetId);
  if (targets.length === 0) return <NoTarget />;
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormMessage state={state} fields={FIELDS} />
      <input type="hidden" name="scenario" value={scenario.id} />
      {durationMs !== fullMs && <input type="hidden" name="durationMs" value={durationMs} />}
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
          <Select
            {...control}
            name="target"
            className="w-full"
            value={targetId}
            onChange={(event) => setTargetId(Number(event.target.value))}
          >
            {targets.map(({ id, name, url }) => (
              <option key={id} value={id}>
                {name} ({new URL(url).host})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field
          label={open ? 'Requests per second' : 'Virtual users'}
          problem={problemAt(state, field)}
        >
          {(control) => (
            <Input
              {...control}
              name={field}
              type="number"
              min={open ? 0 : 1}
              step={open ? 'any' : 1}
              className="nums"
              value={Number.isFinite(level) ? level : ''}
              onChange={(event) => setLevel(event.target.valueAsNumber)}
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
      <Field label="Objectives" problem={problemAt(state, 'profile')}>
        {(control) => (
          <Select
            {...control}
            name="profile"
            className="w-full"
            defaultValue={scenario.profile ?? ''}
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
      <Checkbox name="traceContext" defaultChecked={plan.connection?.traceContext}>
        Send trace headers (W3C)
        <span className="block text-sm text-ink-2">
          Each request gets its own trace, linked from its sample.
        </span>
      </Checkbox>
      <Checkbox name="waitForIdle">
        Wait until the target is idle
        <span className="block text-sm text-ink-2">
          The load starts when no earlier jobs are queued or running, by the target’s metrics.
        </span>
      </Checkbox>
      <Checkbox
        key={targetId}
        name="supervised"
        defaultChecked={foreign?.foreignHost !== undefined}
      >
        Stop if nobody watches for 30 s
        <span className="block text-sm text-ink-2">
          The run ends when its page is closed, or this machine loses its connection.
        </span>
      </Checkbox>
      <div className="rounded-md border bg-surface px-3 pt-3 pb-2">
        <LoadShape shape={loadShape(scaled)} durationMs={plannedMs(scaled)} height={64} labelled />
        {requests !== undefined && (
          <p className="nums mt-2 border-t pt-2 text-sm text-ink-2">
            {requests.charAt(0).toUpperCase() + requests.slice(1)}
          </p>
        )}
      </div>
      {foreign?.foreignHost !== undefined && (
        <p className="text-sm text-pretty text-ink-2">
          {foreign.foreignHost} is another machine: its name will be asked for.
        </p>
      )}
      <DialogActions>
        <Button variant="primary" type="submit" disabled={pending || !readable}>
          <Play className="size-3.5 fill-current" aria-hidden="true" />
          {pending ? 'Starting…' : `Run “${scenario.name}”`}
        </Button>
      </DialogActions>
    </form>
  );
}

function NoTarget() {
  return (
    <Notice tone="warn" title="No targets yet">
      <TextLink href="/targets/new">Add a target</TextLink> first.
    </Notice>
  );
}

const SHORT_MS = [30_000, 60_000, 180_000];

interface SizePresetsProps {
  fullMs: number;
  durationMs: number;
  onChoose: (ms: number) => void;
}

/** The usual lengths, a click away: a quick look, or the whole scenario. */
function SizePresets({ fullMs, durationMs, onChoose }: SizePresetsProps) {
  const lengths = [...SHORT_MS.filter((ms) => ms < fullMs), fullMs];
  return (
    <fieldset className="-mt-2 flex flex-wrap gap-1">
      <legend className="sr-only">Preset durations</legend>
      {lengths.map((ms) => (
        <button
          key={ms}
          type="button"
          aria-pressed={ms === durationMs}
          onClick={() => onChoose(ms)}
          className={clsx(
            'nums h-6 rounded-md border px-2 text-xs max-sm:h-9',
            ms === durationMs
              ? 'border-accent bg-accent-soft text-accent-strong'
              : 'border-line-strong text-ink-2 hover:bg-hover',
          )}
        >
          {ms === fullMs ? `Full length (${span(ms)})` : span(ms)}
        </button>
      ))}
    </fieldset>
  );
}
