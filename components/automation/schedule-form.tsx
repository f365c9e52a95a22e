'use client';

import { useState } from 'react';
import { ScenarioSize } from '@/components/routine/scenario-size';
import { chosenStart } from '@/components/routine/what-to-start';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { FormMessage } from '@/components/ui/form-message';
import { Field } from '@/components/ui/forms/field';
import { useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import { Input, Select } from '@/components/ui/input';
import { SpanInput } from '@/components/ui/span-input';
import { spanProblem } from '@/components/ui/span-problem';
import type { ProfileView } from '@/lib/runs/profile-view';
import type { ScheduleView } from '@/lib/runs/schedule-view';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';
import { ScheduleTime } from './schedule-time';
import type { PreviewTimes } from './times-preview';

interface ScheduleFormProps {
  schedule?: ScheduleView;
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  save: FormAction;
  preview: PreviewTimes;
}

const FIELDS = [
  ...['name', 'cron', 'timeZone', 'jitterMs', 'start.target', 'start.users'],
  ...['start.ratePerSecond', 'start.durationMs', 'start.profile'],
];

/** What is started, where, when, and how strictly on time. */
export function ScheduleForm(props: ScheduleFormProps) {
  const { schedule, scenarios, targets, profiles, save, preview } = props;
  const { state, pending, onSubmit } = useForm(save);
  const [what, setWhat] = useState(
    chosenStart(schedule?.start) ?? `scenario:${scenarios[0]?.slug}`,
  );
  const [jitterMs, setJitterMs] = useState(schedule?.jitterMs ?? 0);
  const scenario = scenarios.find(({ slug }) => what === `scenario:${slug}`);
  const start = schedule?.start.kind === 'scenario' ? schedule.start : undefined;
  return (
    <form onSubmit={onSubmit} noValidate className="flex max-w-xl flex-col gap-5">
      {schedule !== undefined && <input type="hidden" name="id" value={schedule.id} />}
      <FormMessage state={state} fields={FIELDS} />
      <Field label="Name" problem={problemAt(state, 'name')}>
        {(control) => <Input {...control} name="name" defaultValue={schedule?.name} />}
      </Field>
      <Field label="Starts">
        {(control) => (
          <Select
            {...control}
            name="what"
            className="w-full"
            value={what}
            onChange={({ target }) => setWhat(target.value)}
          >
            <optgroup label="Scenarios">
              {scenarios.map(({ slug, name }) => (
                <option key={slug} value={`scenario:${slug}`}>
                  {name}
                </option>
              ))}
            </optgroup>
            <optgroup label="Suite">
              <option value="suite:full">Benchmark suite, full</option>
              <option value="suite:quick">Benchmark suite, quick</option>
            </optgroup>
          </Select>
        )}
      </Field>
      <Field label="Target" problem={problemAt(state, 'start.target')}>
        {(control) => (
          <Select
            {...control}
            name="target"
            className="w-full"
            defaultValue={schedule?.start.target ?? targets[0]?.name}
          >
            {targets.map(({ id, name }) => (
              <option key={id} value={name}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {scenario !== undefined && (
        <ScenarioSize
          key={scenario.slug}
          scenario={scenario}
          stored={start?.scenario === scenario.slug ? start : undefined}
          profiles={profiles}
          state={state}
        />
      )}
      <ScheduleTime schedule={schedule} state={state} preview={preview} />
      <Field
        label="Spread by up to"
        hint="Each start is later by chance, so that not everything begins in one second. 0 s: exactly on time."
        problem={spanProblem(jitterMs, problemAt(state, 'jitterMs'))}
      >
        {(control) => (
          <SpanInput {...control} className="nums" valueMs={jitterMs} onChangeMs={setJitterMs} />
        )}
      </Field>
      <input type="hidden" name="jitterMs" value={jitterMs} />
      <Checkbox
        className="w-fit"
        name="skipIfRunning"
        defaultChecked={schedule?.skipIfRunning ?? true}
      >
        Skip a start while the last one is still under way
      </Checkbox>
      <div className="flex gap-2 border-t pt-5">
        <Button variant="primary" type="submit" disabled={pending || Number.isNaN(jitterMs)}>
          {schedule === undefined ? 'Add schedule' : 'Save schedule'}
        </Button>
        <ButtonLink href="/routine">Cancel</ButtonLink>
      </div>
    </form>
  );
}
