'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { deleteTarget } from '@/lib/runs/delete-target';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

export async function deleteTargetAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteTarget(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
