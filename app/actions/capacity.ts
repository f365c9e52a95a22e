'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { startSearch, stopSearch } from '@/lib/capacity/search/start-search';
import { addTraffic, importTraffic, removeTraffic, TRAFFIC_UNITS } from '@/lib/capacity/traffic';
import type { LoadUnit } from '@/lib/plan/scale';
import { getStore } from '@/lib/store/get-store';
import { attempt, number, text } from './action';

/** Queues a search for the safe load, and goes to its page. */
export async function startSearchAction(data: FormData): Promise<FormState> {
  let started = 0;
  const state = await attempt(async () => {
    const search = await startSearch(await getStore(), {
      scenario: number(data, 'scenario'),
      target: number(data, 'target'),
      profile: text(data, 'profile'),
      from: number(data, 'from'),
      to: number(data, 'to'),
      stepMs: number(data, 'stepMs'),
      settleMs: number(data, 'settleMs'),
      resources: number(data, 'resources'),
    });
    started = search.id;
  });
  if (state.status === 'done') redirect(`/capacity/searches/${started}`);
  return state;
}

/** Stops a search; its steps so far are kept. */
export async function stopSearchAction(id: number): Promise<FormState> {
  const state = await attempt(async () => stopSearch(await getStore(), Number(id)));
  revalidatePath(`/capacity/searches/${Number(id)}`);
  return state;
}

/** Keeps how much real traffic a target had on a day. */
export async function addTrafficAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    addTraffic(await getStore(), {
      target: text(data, 'target'),
      unit: text(data, 'unit'),
      at: text(data, 'at'),
      value: number(data, 'value'),
    }),
  );
  revalidatePath('/capacity');
  return state;
}

/** Keeps many days of it, all or none. */
export async function importTrafficAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    importTraffic(await getStore(), {
      target: text(data, 'target') ?? '',
      unit: unitOf(text(data, 'unit')),
      text: text(data, 'text') ?? '',
    }),
  );
  revalidatePath('/capacity');
  return state;
}

/** Takes an observation out. */
export async function removeTrafficAction(id: number): Promise<FormState> {
  const state = await attempt(async () => removeTraffic(await getStore(), Number(id)));
  revalidatePath('/capacity');
  return state;
}

function unitOf(unit: string | undefined): LoadUnit {
  return TRAFFIC_UNITS.find((known) => known === unit) ?? 'users';
}
