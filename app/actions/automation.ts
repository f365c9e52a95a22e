'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { deleteSchedule, saveSchedule, switchSchedule } from '@/lib/automation/schedules';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { number, text } from './form-fields';

/** Adds or changes a schedule, and goes back to the routine. */
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
  revalidatePath('/routine');
  redirect('/routine');
}

export async function switchScheduleAction(id: number, enabled: boolean): Promise<FormState> {
  const state = await attempt(async () =>
    switchSchedule(await getStore(), Number(id), enabled, Date.now()),
  );
  revalidatePath('/routine');
  return state;
}

export async function deleteScheduleAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteSchedule(await getStore(), Number(id)));
  revalidatePath('/routine');
  return state;
}

/** The form's one choice, "scenario:light" or "suite:quick", with what belongs to it. */
function startOf(data: FormData) {
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
