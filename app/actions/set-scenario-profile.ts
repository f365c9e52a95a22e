'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { setScenarioProfile } from '@/lib/runs/set-scenario-profile';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

export async function setScenarioProfileAction(id: number, slug: string): Promise<FormState> {
  const state = await attempt(async () =>
    setScenarioProfile(await getStore(), Number(id), String(slug)),
  );
  revalidatePath('/', 'layout');
  return state;
}
