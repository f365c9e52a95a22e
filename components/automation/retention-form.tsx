'use client';

import { useEffect, useState } from 'react';
import { RetentionSaving } from '@/components/routine/retention-saving';
import { Button } from '@/components/ui/button';
import { FormMessage } from '@/components/ui/form-message';
import { Field } from '@/components/ui/forms/field';
import { useForm } from '@/components/ui/forms/form';
import { problemAt } from '@/components/ui/forms/form-state';
import { NumberInput } from '@/components/ui/forms/inputs';
import type { RoutineView } from '@/lib/automation/model';
import { textOf } from '@/lib/core/number';
import { bytes } from '@/lib/format/number';
import { plural } from '@/lib/format/plural';
import type { RetentionAnswer, RoutineActions } from './automation-actions';

const FIELDS = ['samplesDays', 'secondsDays'] as const;
const LABELS = {
  samplesDays: {
    label: 'Keep single requests, days',
    hint: 'Every request’s times and outcome: the table of requests, CSV and Parquet. Empty: for ever.',
  },
  secondsDays: {
    label: 'Keep charts and metrics, days',
    hint: 'One second’s figures: charts, trends within the run, its comparisons. Empty: for ever.',
  },
} as const;

interface RetentionFormProps {
  routine: RoutineView;
  actions: Pick<RoutineActions, 'previewRetention' | 'setRetention'>;
}

/** How long what is kept; what a change would take is shown before it can be saved. */
export function RetentionForm({ routine, actions }: RetentionFormProps) {
  const { retention, storeBytes } = routine;
  const [days, setDays] = useState({
    samplesDays: retention.samplesDays ?? Number.NaN,
    secondsDays: retention.secondsDays ?? Number.NaN,
  });
  const changed = FIELDS.some((field) => !Object.is(days[field], retention[field] ?? Number.NaN));
  const [preview, setPreview] = useState<RetentionAnswer & { of: typeof days }>();
  const { state, pending, send } = useForm(actions.setRetention);
  const { previewRetention } = actions;

  useEffect(() => {
    if (!changed) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await previewRetention(dataOf(days)).catch(() => undefined);
      if (current && answer !== undefined) setPreview({ ...answer, of: days });
    }, 250);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [days, changed, previewRetention]);

  const answer = changed && preview?.of === days ? preview : undefined;
  const refused = answer?.status === 'refused' ? answer : changed ? state : undefined;
  const saving = changed ? answer?.saving : routine.saving;
  return (
    <form
      noValidate
      className="rounded-lg border bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        send(dataOf(days));
      }}
    >
      <FormMessage state={changed ? state : undefined} fields={FIELDS} />
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        {FIELDS.map((field) => (
          <Field key={field} {...LABELS[field]} problem={problemAt(refused, field)}>
            {(control) => (
              <NumberInput
                {...control}
                min={1}
                max={3650}
                placeholder="for ever"
                value={days[field]}
                onChange={(value) => setDays({ ...days, [field]: value })}
              />
            )}
          </Field>
        ))}
      </div>
      <RetentionSaving saving={saving} changed={changed} />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" disabled={pending || saving === undefined || !changed}>
          {pending ? 'Saving' : 'Save retention'}
        </Button>
        <p className="nums text-sm text-pretty text-ink-3">
          The store has {textOf(bytes(storeBytes.all))}, with {textOf(bytes(storeBytes.free))} of
          room for new runs.{' '}
          {routine.saving.keptWhole > 0 &&
            `${plural(routine.saving.keptWhole, 'run is', 'runs are')} kept whole: baselines, and those marked “Keep for ever”.`}
        </p>
      </div>
    </form>
  );
}

function dataOf(days: Record<(typeof FIELDS)[number], number>): FormData {
  const data = new FormData();
  for (const field of FIELDS) if (!Number.isNaN(days[field])) data.set(field, String(days[field]));
  return data;
}
