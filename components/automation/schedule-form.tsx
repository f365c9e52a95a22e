'use client';

import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { useClock } from '@/components/ui/clock';
import { Checkbox, Field, Input, Select } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import {
  type FormAction,
  type FormState,
  problemAt,
  spanProblem,
} from '@/components/ui/forms/form-state';
import { SpanInput } from '@/components/ui/forms/inputs';
import { CRON_PRESETS, type ScheduledStart, type ScheduleView } from '@/lib/automation/model';
import type { ProfileView } from '@/lib/profiles/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';
import { ScenarioSize } from './scenario-size';
import { type PreviewTimes, TimesPreview } from './times-preview';

interface ScheduleFormProps {
  schedule?: ScheduleView;
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  save: FormAction;
  preview: PreviewTimes;
}

const FIELDS = [
  'name',
  'cron',
  'timeZone',
  'jitterMs',
  'start.target',
  'start.users',
  'start.ratePerSecond',
  'start.durationMs',
  'start.profile',
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
      <Field label="Run">
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
        label="Random delay up to"
        hint="Spreads starts that would otherwise coincide. 0 s: exactly on time."
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
        Skip if the previous run is still active
      </Checkbox>
      <div className="flex gap-2 border-t pt-5">
        <Button variant="primary" type="submit" disabled={pending || Number.isNaN(jitterMs)}>
          {schedule === undefined ? 'Add schedule' : 'Save schedule'}
        </Button>
        <ButtonLink href="/automation">Cancel</ButtonLink>
      </div>
    </form>
  );
}

interface ScheduleTimeProps {
  schedule?: ScheduleView;
  state: FormState | undefined;
  preview: PreviewTimes;
}

const OTHER = 'other';
const NIGHTLY = CRON_PRESETS[1].cron;

/** When: one of the usual times or a cron expression, in a time zone; the next three are shown. */
function ScheduleTime({ schedule, state, preview }: ScheduleTimeProps) {
  const place = useClock();
  const [cron, setCron] = useState<string>(schedule?.cron ?? NIGHTLY);
  const [zone, setZone] = useState<string>();
  const timeZone = zone ?? schedule?.timeZone ?? place.timeZone;
  const preset = CRON_PRESETS.find((one) => one.cron === cron);
  return (
    <>
      <Field label="Frequency">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={preset?.cron ?? OTHER}
            onChange={({ target }) => {
              if (target.value !== OTHER) setCron(target.value);
            }}
          >
            {CRON_PRESETS.map(({ name, cron: value }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
            <option value={OTHER}>Custom (cron expression)</option>
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Cron expression"
          hint="Minute, hour, day of month, month, day of week"
          problem={problemAt(state, 'cron')}
        >
          {(control) => (
            <Input
              {...control}
              name="cron"
              autoComplete="off"
              className="font-mono text-sm!"
              value={cron}
              onChange={({ target }) => setCron(target.value)}
            />
          )}
        </Field>
        <Field
          label="Time zone"
          hint="Daylight saving time is applied"
          problem={problemAt(state, 'timeZone')}
        >
          {(control) => (
            <Input
              {...control}
              name="timeZone"
              list="time-zones"
              autoComplete="off"
              value={timeZone}
              onChange={({ target }) => setZone(target.value)}
            />
          )}
        </Field>
        <datalist id="time-zones">
          {Intl.supportedValuesOf('timeZone').map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <TimesPreview cron={cron} timeZone={timeZone} preview={preview} />
    </>
  );
}

/** A start as the form's one choice: "scenario:light", "suite:quick". */
function chosenStart(start: ScheduledStart | undefined): string | undefined {
  if (start === undefined) return undefined;
  return start.kind === 'scenario'
    ? `scenario:${start.scenario}`
    : `suite:${start.quick ? 'quick' : 'full'}`;
}
