'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { deleteRun } from '@/lib/runs/delete-run';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

export async function deleteRunAction(number: number): Promise<FormState> {
  const state = await attempt(async () => deleteRun(await getStore(), Number(number)));
  revalidatePath('/', 'layout');
  return state;
}
