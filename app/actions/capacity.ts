'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { startSearch } from '@/lib/capacity/search/start-search';
import { stopSearch } from '@/lib/runs/stop-search';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { number, text } from './form-fields';

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
