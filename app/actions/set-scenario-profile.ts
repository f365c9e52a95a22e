'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { setScenarioProfile } from '@/lib/runs/set-scenario-profile';
import { attempt } from './attempt';

export async function setScenarioProfileAction(id: number, slug: string): Promise<FormState> {
  const state = await attempt(async () =>
    setScenarioProfile(await getStore(), Number(id), String(slug)),
  );
  revalidatePath('/', 'layout');
  return state;
}
