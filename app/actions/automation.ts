'use server';

import { DONE } from '@/components/ui/forms/form-state';
import { deleteChannel, saveChannel, switchChannel, testChannel } from '@/lib/automation/channels';
import type { ScheduledStart } from '@/lib/automation/model';
import { previewRetention, setRetention } from '@/lib/automation/retention';
import {
  deleteSchedule,
  previewTimes,
  saveSchedule,
  switchSchedule,
} from '@/lib/automation/schedules';
import { action, number, query, text } from './action';

/** Adds or changes a schedule, and goes back to the automation page. */
export const saveScheduleAction = action(
  'schedule.save',
  (store, data: FormData) => {
    const input = {
      id: number(data, 'id'),
      name: text(data, 'name'),
      cron: text(data, 'cron'),
      timeZone: text(data, 'timeZone'),
      jitterMs: number(data, 'jitterMs'),
      skipIfRunning: data.has('skipIfRunning'),
      start: startOf(data),
    };
    return saveSchedule(store, input, Date.now());
  },
  { goTo: () => '/automation' },
);

export const switchScheduleAction = action(
  'schedule.switch',
  (store, id: number, enabled: boolean) => switchSchedule(store, Number(id), enabled, Date.now()),
);

export const deleteScheduleAction = action('schedule.delete', (store, id: number) =>
  deleteSchedule(store, Number(id)),
);

/** The form's one choice, "scenario:light" or "suite:quick", with what belongs to it. */
function startOf(data: FormData): ScheduledStart {
  const target = text(data, 'target') ?? '';
  const [kind, name] = (text(data, 'what') ?? '').split(':');
  const confirmHost = text(data, 'confirmHost');
  if (kind === 'suite') return { kind, target, quick: name === 'quick', confirmHost };
  return {
    kind: 'scenario',
    scenario: name ?? '',
    target,
    users: number(data, 'users'),
    ratePerSecond: number(data, 'ratePerSecond'),
    durationMs: number(data, 'durationMs'),
    profile: text(data, 'profile'),
    confirmHost,
  };
}

/** When a schedule that is being entered would start. */
export const previewTimesAction = query('read', async (_store, cron: string, timeZone: string) => ({
  ...DONE,
  times: previewTimes(String(cron), String(timeZone), Date.now()),
}));

/** Adds or changes a channel, and goes back to the automation page. */
export const saveChannelAction = action(
  'channel.save',
  (store, data: FormData) =>
    saveChannel(store, {
      id: number(data, 'id'),
      name: text(data, 'name'),
      kind: text(data, 'kind'),
      url: text(data, 'url'),
      secret: text(data, 'secret'),
      removeSecret: data.has('removeSecret'),
      events: data.getAll('events'),
    }),
  { goTo: () => '/automation' },
);

export const switchChannelAction = action('channel.switch', (store, id: number, enabled: boolean) =>
  switchChannel(store, Number(id), enabled),
);

export const deleteChannelAction = action('channel.delete', (store, id: number) =>
  deleteChannel(store, Number(id)),
);

/** One real piece of test news, at once. */
export const testChannelAction = action('channel.test', (store, id: number) =>
  testChannel(store, Number(id), Date.now()),
);

/** What a retention that is being entered would take; changes nothing. */
export const previewRetentionAction = query('read', async (store, data: FormData) => ({
  ...DONE,
  saving: await previewRetention(store, daysOf(data), Date.now()),
}));

export const setRetentionAction = action('retention.set', (store, data: FormData) =>
  setRetention(store, daysOf(data)),
);

function daysOf(data: FormData) {
  return { samplesDays: number(data, 'samplesDays'), secondsDays: number(data, 'secondsDays') };
}
