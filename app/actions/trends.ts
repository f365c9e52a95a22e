'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { getStore } from '@/lib/store/get-store';
import { addDeployment, removeDeployment } from '@/lib/trends/deployments';
import { answerChange } from '@/lib/trends/trend';
import { attempt, text } from './action';

/** Keeps what a user says to a change point of a trend, or takes it back. */
export async function answerChangeAction(answer: unknown): Promise<FormState> {
  const state = await attempt(async () => answerChange(await getStore(), answer));
  revalidatePath('/trends');
  return state;
}

/** Marks that something new went live on a target. */
export async function addDeploymentAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    addDeployment(await getStore(), {
      target: text(data, 'target'),
      at: text(data, 'at'),
      text: text(data, 'text'),
    }),
  );
  revalidatePath('/trends');
  return state;
}

/** Takes such a mark away. */
export async function removeDeploymentAction(id: number): Promise<FormState> {
  const state = await attempt(async () => removeDeployment(await getStore(), Number(id)));
  revalidatePath('/trends');
  return state;
}
