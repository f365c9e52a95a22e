'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { saveTarget } from '@/lib/runs/save-target';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { number, text } from './form-fields';

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
