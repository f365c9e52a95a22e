'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { saveScenario } from '@/lib/runs/save-scenario';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { json, number, text } from './form-fields';

/** Adds or changes a scenario, and goes to its page. */
export async function saveScenarioAction(data: FormData): Promise<FormState> {
  let id = 0;
  const state = await attempt(async () => {
    const saved = await saveScenario(await getStore(), {
      id: number(data, 'id'),
      name: text(data, 'name'),
      description: text(data, 'description'),
      profile: text(data, 'profile'),
      plan: json(data, 'plan'),
    });
    id = saved.id;
  });
  if (state.status === 'refused') return state;
  revalidatePath('/', 'layout');
  redirect(`/scenarios/${id}`);
}
