'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { RetentionResult } from '@/components/automation/automation-actions';
import type { PreviewTimes } from '@/components/automation/times-preview';
import { DONE, type FormState } from '@/components/ui/forms/form-state';
import { deleteChannel, saveChannel, switchChannel, testChannel } from '@/lib/automation/channels';
import type { ScheduledStart } from '@/lib/automation/model';
import { previewRetention, setRetention } from '@/lib/automation/retention';
import {
  deleteSchedule,
  previewTimes,
  saveSchedule,
  switchSchedule,
} from '@/lib/automation/schedules';
import { getStore } from '@/lib/store/get-store';
import { attempt, number, refusal, text } from './action';

/** Adds or changes a schedule, and goes back to the automation page. */
export async function saveScheduleAction(data: FormData): Promise<FormState> {
  const input = {
    id: number(data, 'id'),
    name: text(data, 'name'),
    cron: text(data, 'cron'),
    timeZone: text(data, 'timeZone'),
    jitterMs: number(data, 'jitterMs'),
    skipIfRunning: data.has('skipIfRunning'),
    start: startOf(data),
  };
  const state = await attempt(async () => saveSchedule(await getStore(), input, Date.now()));
  if (state.status === 'refused') return state;
  revalidatePath('/automation');
  redirect('/automation');
}

export async function switchScheduleAction(id: number, enabled: boolean): Promise<FormState> {
  const state = await attempt(async () =>
    switchSchedule(await getStore(), Number(id), enabled, Date.now()),
  );
  revalidatePath('/automation');
  return state;
}

export async function deleteScheduleAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteSchedule(await getStore(), Number(id)));
  revalidatePath('/automation');
  return state;
}

/** The form's one choice, "scenario:light" or "suite:quick", with what belongs to it. */
function startOf(data: FormData): ScheduledStart {
  const target = text(data, 'target') ?? '';
  const [kind, name] = (text(data, 'what') ?? '').split(':');
  if (kind === 'suite') return { kind, target, quick: name === 'quick' };
  return {
    kind: 'scenario',
    scenario: name ?? '',
    target,
    users: number(data, 'users'),
    ratePerSecond: number(data, 'ratePerSecond'),
    durationMs: number(data, 'durationMs'),
    profile: text(data, 'profile'),
  };
}

/** When a schedule that is being entered would start. */
export async function previewTimesAction(cron: string, timeZone: string): ReturnType<PreviewTimes> {
  try {
    return { ...DONE, times: previewTimes(String(cron), String(timeZone), Date.now()) };
  } catch (error) {
    return refusal(error);
  }
}

/** Adds or changes a channel, and goes back to the automation page. */
export async function saveChannelAction(data: FormData): Promise<FormState> {
  const input = {
    id: number(data, 'id'),
    name: text(data, 'name'),
    kind: text(data, 'kind'),
    url: text(data, 'url'),
    secret: text(data, 'secret'),
    removeSecret: data.has('removeSecret'),
    events: data.getAll('events'),
  };
  const state = await attempt(async () => saveChannel(await getStore(), input));
  if (state.status === 'refused') return state;
  revalidatePath('/automation');
  redirect('/automation');
}

export async function switchChannelAction(id: number, enabled: boolean): Promise<FormState> {
  const state = await attempt(async () => switchChannel(await getStore(), Number(id), enabled));
  revalidatePath('/automation');
  return state;
}

export async function deleteChannelAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteChannel(await getStore(), Number(id)));
  revalidatePath('/automation');
  return state;
}

/** One real piece of test news, at once. */
export async function testChannelAction(id: number): Promise<FormState> {
  return attempt(async () => testChannel(await getStore(), Number(id), Date.now()));
}

/** What a retention that is being entered would take; changes nothing. */
export async function previewRetentionAction(data: FormData): Promise<RetentionResult> {
  try {
    return {
      ...DONE,
      saving: await previewRetention(await getStore(), daysOf(data), Date.now()),
    };
  } catch (error) {
    return refusal(error);
  }
}

export async function setRetentionAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () => setRetention(await getStore(), daysOf(data)));
  revalidatePath('/automation');
  return state;
}

function daysOf(data: FormData) {
  return { samplesDays: number(data, 'samplesDays'), secondsDays: number(data, 'secondsDays') };
}
