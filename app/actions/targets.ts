'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { ConnectionTest } from '@/components/targets/connection-test';
import type { FormState } from '@/components/ui/forms/form-state';
import { getStore } from '@/lib/store/get-store';
import { deleteTarget, saveTarget, testTarget } from '@/lib/targets/targets';
import { attempt, number, refusal, text } from './action';

/** Adds or changes a target, and goes back to the list. */
export async function saveTargetAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    saveTarget(await getStore(), {
      id: number(data, 'id'),
      name: text(data, 'name'),
      url: text(data, 'url'),
      token: text(data, 'token'),
      removeToken: data.has('removeToken'),
      metricsUrl: text(data, 'metricsUrl'),
      traceUrl: text(data, 'traceUrl'),
    }),
  );
  if (state.status === 'refused') return state;
  revalidatePath('/', 'layout');
  redirect('/targets');
}

/** One real call to a target, stored (`id`) or just being entered (`url`, `token`). */
export async function testTargetAction(data: FormData): Promise<ConnectionTest> {
  try {
    const check = await testTarget(await getStore(), {
      id: number(data, 'id'),
      url: text(data, 'url'),
      token: text(data, 'token'),
    });
    return { status: 'checked', check };
  } catch (error) {
    return refusal(error);
  }
}

export async function deleteTargetAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteTarget(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
