'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { addDeployment } from '@/lib/runs/add-deployment';
import { getStore } from '@/lib/runs/get-store';
import { removeDeployment } from '@/lib/runs/remove-deployment';
import { attempt } from './attempt';
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
