'use client';

import { useEffect, useState } from 'react';
import { May, useMay } from '@/components/access/may';
import { Button, ButtonLink } from '@/components/ui/button';
import { useClock } from '@/components/ui/clock';
import { Field } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { problemAt } from '@/components/ui/forms/form-state';
import { NumberInput } from '@/components/ui/forms/inputs';
import { Empty, Lead, Notice, PageHeader, Section } from '@/components/ui/page';
import { RefreshEvery } from '@/components/ui/refresh-every';
import type { AutomationView, ChannelView, ScheduleView } from '@/lib/automation/model';
import { bytes, plural, textOf } from '@/lib/core/number';
import type { AutomationActions, RetentionResult } from './automation-actions';
import { automationSummary } from './automation-summary';
import { ChannelRow } from './channel-row';
import { RetentionImpact } from './retention-impact';
import { ScheduleRow } from './schedule-row';

interface AutomationPageProps {
  automation: AutomationView;
  actions: AutomationActions;
}

/** What happens on its own: schedules, notifications, retention. */
export function AutomationPage({ automation, actions }: AutomationPageProps) {
  const { nowMs } = useClock();
  const { schedules, channels, workerAlive } = automation;
  return (
    <>
      <RefreshEvery seconds={5} />
      <PageHeader
        title="Schedules & notifications"
        action={
          <May scope="automation:edit">
            <ButtonLink href="/automation/schedules/new" variant="primary">
              New schedule
            </ButtonLink>
          </May>
        }
      />
      <Lead>{automationSummary(automation, nowMs)}</Lead>
      <NoWorkerNotice alive={workerAlive} />
      <Section
        title="Schedules"
        note={schedules.length > 0 && plural(schedules.length, 'schedule')}
      >
        <ScheduleList schedules={schedules} actions={actions} />
      </Section>
      <Section
        title="Notifications"
        note="Notifications are sent once; failures are retried."
        action={
          channels.length > 0 && (
            <May scope="automation:edit">
              <ButtonLink href="/automation/channels/new" size="sm">
                New channel
              </ButtonLink>
            </May>
          )
        }
      >
        <ChannelList channels={channels} actions={actions} />
      </Section>
      <Section title="Retention" note="Summaries, verdicts and findings are always kept.">
        <RetentionForm automation={automation} actions={actions} />
      </Section>
    </>
  );
}

const FIELDS = ['samplesDays', 'secondsDays'] as const;
const LABELS = {
  samplesDays: {
    label: 'Keep samples (days)',
    hint: 'Timings and outcome of every request: the samples table, CSV and Parquet. Default: forever.',
  },
  secondsDays: {
    label: 'Keep charts and metrics (days)',
    hint: 'Per-second data behind charts, drift and comparisons. Default: forever.',
  },
} as const;

interface RetentionFormProps {
  automation: AutomationView;
  actions: Pick<AutomationActions, 'previewRetention' | 'setRetention'>;
}

/** How long what is kept; what a change would take is shown before it can be saved. */
function RetentionForm({ automation, actions }: RetentionFormProps) {
  const { retention, storeBytes } = automation;
  const [days, setDays] = useState({
    samplesDays: retention.samplesDays ?? Number.NaN,
    secondsDays: retention.secondsDays ?? Number.NaN,
  });
  const changed = FIELDS.some((field) => !Object.is(days[field], retention[field] ?? Number.NaN));
  const [preview, setPreview] = useState<RetentionResult & { of: typeof days }>();
  const { state, pending, send } = useForm(actions.setRetention);
  const { previewRetention } = actions;
  const mayChange = useMay('settings:edit');

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
  const saving = changed ? answer?.saving : automation.saving;
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
                disabled={!mayChange}
                min={1}
                max={3650}
                placeholder="Forever"
                value={days[field]}
                onChange={(value) => setDays({ ...days, [field]: value })}
              />
            )}
          </Field>
        ))}
      </div>
      <RetentionImpact saving={saving} changed={changed} />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        {mayChange && (
          <Button type="submit" disabled={pending || saving === undefined || !changed}>
            {pending ? 'Saving…' : 'Save retention'}
          </Button>
        )}
        <p className="nums text-sm text-pretty text-ink-3">
          The database uses {textOf(bytes(storeBytes.all))}, of which{' '}
          {textOf(bytes(storeBytes.free))} is free.{' '}
          {automation.saving.keptWhole > 0 &&
            `${plural(automation.saving.keptWhole, 'run is', 'runs are')} excluded from retention: baselines and pinned runs.`}
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

function ScheduleList({ schedules, actions }: ScheduleListProps) {
  if (schedules.length === 0)
    return (
      <Empty
        title="No schedules yet"
        action={
          <May scope="automation:edit">
            <ButtonLink href="/automation/schedules/new">New schedule</ButtonLink>
          </May>
        }
      >
        A nightly run shows which day the service got slower; a quarterly suite verifies its
        objectives. The worker starts scheduled runs and reports missed ones.
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

function ChannelList({ channels, actions }: ChannelListProps) {
  if (channels.length === 0)
    return (
      <Empty
        title="No notification channels yet"
        action={
          <May scope="automation:edit">
            <ButtonLink href="/automation/channels/new">New channel</ButtonLink>
          </May>
        }
      >
        Notify a webhook or a Slack channel when objectives are not met, a run fails, a trend
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

/** Schedules, notifications and retention all need a worker. */
function NoWorkerNotice({ alive }: { alive: boolean }) {
  if (alive) return null;
  return (
    <Notice
      tone="warn"
      title="No worker is running. Schedules, notifications and retention are paused."
    >
      <code className="font-mono text-xs">npm start</code> runs a worker beside the dashboard.
      Starts that come due meanwhile are reported as missed.
    </Notice>
  );
}
