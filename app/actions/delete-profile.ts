'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { deleteProfile } from '@/lib/runs/delete-profile';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

export async function deleteProfileAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteProfile(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
