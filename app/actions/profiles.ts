'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { deleteProfile, saveProfile } from '@/lib/profiles/profiles';
import { getStore } from '@/lib/store/get-store';
import { attempt, json, number, text } from './action';

/** Adds or changes an SLA profile, and goes back to the list. */
export async function saveProfileAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    saveProfile(await getStore(), {
      id: number(data, 'id'),
      name: text(data, 'name'),
      description: text(data, 'description'),
      objectives: json(data, 'objectives'),
    }),
  );
  if (state.status === 'refused') return state;
  revalidatePath('/', 'layout');
  redirect('/profiles');
}

export async function deleteProfileAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteProfile(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
