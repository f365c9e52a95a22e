'use client';

import { useEffect, useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { problemAt } from '@/components/ui/forms/form-state';
import { NumberInput } from '@/components/ui/forms/inputs';
import { Empty, Lead, Notice, PageHeader, Section } from '@/components/ui/page';
import { usePlace } from '@/components/ui/place';
import { RefreshEvery } from '@/components/ui/refresh-every';
import type { AutomationView, ChannelView, ScheduleView } from '@/lib/automation/model';
import { bytes, plural, textOf } from '@/lib/core/number';
import type { AutomationActions, RetentionResult } from './automation-actions';
import { automationSummary } from './automation-summary';
import { ChannelRow } from './channel-row';
import { RetentionSaving } from './retention-saving';
import { ScheduleRow } from './schedule-row';

interface RoutinePageProps {
  routine: AutomationView;
  actions: AutomationActions;
}

/** What happens without anybody's click: what is started, who is told, what is kept. */
export function AutomationPage({ routine, actions }: RoutinePageProps) {
  const { nowMs } = usePlace();
  const { schedules, channels, workerAlive } = routine;
  return (
    <>
      <RefreshEvery seconds={5} />
      <PageHeader
        title="Routine"
        action={
          <ButtonLink href="/routine/schedules/new" variant="primary">
            New schedule
          </ButtonLink>
        }
      />
      <Lead>{automationSummary(routine, nowMs)}</Lead>
      <NothingScheduled alive={workerAlive} />
      <Section
        title="Schedules"
        note={schedules.length > 0 && plural(schedules.length, 'schedule')}
      >
        <ScheduleList schedules={schedules} actions={actions} />
      </Section>
      <Section
        title="Notifications"
        note="Each piece of news is sent once, and again when it did not arrive."
        action={
          channels.length > 0 && (
            <ButtonLink href="/routine/channels/new" size="sm">
              New channel
            </ButtonLink>
          )
        }
      >
        <ChannelList channels={channels} actions={actions} />
      </Section>
      <Section title="Retention" note="Summaries, verdicts and findings are kept for ever.">
        <RetentionForm routine={routine} actions={actions} />
      </Section>
    </>
  );
}

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
  routine: AutomationView;
  actions: Pick<AutomationActions, 'previewRetention' | 'setRetention'>;
}

/** How long what is kept; what a change would take is shown before it can be saved. */
export function RetentionForm({ routine, actions }: RetentionFormProps) {
  const { retention, storeBytes } = routine;
  const [days, setDays] = useState({
    samplesDays: retention.samplesDays ?? Number.NaN,
    secondsDays: retention.secondsDays ?? Number.NaN,
  });
  const changed = FIELDS.some((field) => !Object.is(days[field], retention[field] ?? Number.NaN));
  const [preview, setPreview] = useState<RetentionResult & { of: typeof days }>();
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

interface ScheduleListProps {
  schedules: readonly ScheduleView[];
  actions: AutomationActions;
}

export function ScheduleList({ schedules, actions }: ScheduleListProps) {
  if (schedules.length === 0)
    return (
      <Empty
        title="No schedule yet"
        action={<ButtonLink href="/routine/schedules/new">New schedule</ButtonLink>}
      >
        A nightly run tells which day made the service slower; a quarterly suite keeps its
        objectives honest. The worker starts them, and tells what it had to miss.
      </Empty>
    );
  return (
    <ul className="instrument">
      {schedules.map((schedule) => (
        <ScheduleRow key={schedule.id} schedule={schedule} actions={actions} />
      ))}
    </ul>
  );
}

interface ChannelListProps {
  channels: readonly ChannelView[];
  actions: AutomationActions;
}

export function ChannelList({ channels, actions }: ChannelListProps) {
  if (channels.length === 0)
    return (
      <Empty
        title="Nobody is told yet"
        action={<ButtonLink href="/routine/channels/new">New channel</ButtonLink>}
      >
        A webhook, or a Slack channel, is told when objectives are broken, a run fails, a trend
        changes or a schedule is missed.
      </Empty>
    );
  return (
    <ul className="instrument">
      {channels.map((channel) => (
        <ChannelRow key={channel.id} channel={channel} actions={actions} />
      ))}
    </ul>
  );
}

/** The worker keeps the routine: without one none of this happens. */
export function NothingScheduled({ alive }: { alive: boolean }) {
  if (alive) return null;
  return (
    <Notice tone="warn" title="No worker is running, so nothing is started, told or removed.">
      <code className="font-mono text-xs">npm start</code> runs a worker beside the dashboard. What
      comes due meanwhile is told as missed.
    </Notice>
  );
}
