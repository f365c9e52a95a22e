'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/forms/field';
import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import { Input, Select } from '@/components/ui/input';
import { usePlace } from '@/components/ui/place';
import { CRON_PRESETS } from '@/lib/plan/cron-presets';
import type { ScheduleView } from '@/lib/runs/schedule-view';
import { type PreviewTimes, TimesPreview } from './times-preview';

interface ScheduleTimeProps {
  schedule?: ScheduleView;
  state: FormState | undefined;
  preview: PreviewTimes;
}

const OTHER = 'other';
const NIGHTLY = CRON_PRESETS[1].cron;

/** When: one of the usual times or a cron expression, in a time zone; the next three are shown. */
export function ScheduleTime({ schedule, state, preview }: ScheduleTimeProps) {
  const place = usePlace();
  const [cron, setCron] = useState<string>(schedule?.cron ?? NIGHTLY);
  const [zone, setZone] = useState<string>();
  const timeZone = zone ?? schedule?.timeZone ?? place.timeZone;
  const preset = CRON_PRESETS.find((one) => one.cron === cron);
  return (
    <>
      <Field label="When">
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
            <option value={OTHER}>At other times, as written below</option>
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
          hint="Follows its changes of the clock"
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
