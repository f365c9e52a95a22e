'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { removeDeployment } from '@/lib/runs/remove-deployment';
import { getStore } from '@/lib/store/get-store';
import { addDeployment } from '@/lib/trends/deployments';
import { attempt } from './action';
import { text } from './form-fields';

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
