'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { deleteScenario } from '@/lib/runs/delete-scenario';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

export async function deleteScenarioAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteScenario(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
