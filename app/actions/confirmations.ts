'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { addPairs, startConfirmation, stopConfirmation } from '@/lib/confirmations/confirmations';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

/** Queues interleaved repeats of two runs, and goes to their page. */
export async function startConfirmationAction(request: unknown): Promise<FormState> {
  let started = 0;
  const state = await attempt(async () => {
    started = (await startConfirmation(await getStore(), request)).id;
  });
  if (state.status === 'done') redirect(`/confirmations/${started}`);
  return state;
}

/** Stops what is left of them. */
export async function stopConfirmationAction(id: number): Promise<FormState> {
  const state = await attempt(async () => stopConfirmation(await getStore(), Number(id)));
  revalidatePath(`/confirmations/${Number(id)}`);
  return state;
}

/** Queues more of them. */
export async function addPairsAction(id: number, pairs: number): Promise<FormState> {
  const state = await attempt(async () => addPairs(await getStore(), Number(id), Number(pairs)));
  revalidatePath(`/confirmations/${Number(id)}`);
  return state;
}
