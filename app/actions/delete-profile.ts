'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { deleteProfile } from '@/lib/runs/delete-profile';
import { getStore } from '@/lib/runs/get-store';
import { attempt } from './attempt';

export async function deleteProfileAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteProfile(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
