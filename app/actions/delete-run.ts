'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { deleteRun } from '@/lib/runs/delete-run';
import { getStore } from '@/lib/runs/get-store';
import { attempt } from './attempt';

export async function deleteRunAction(number: number): Promise<FormState> {
  const state = await attempt(async () => deleteRun(await getStore(), Number(number)));
  revalidatePath('/', 'layout');
  return state;
}
