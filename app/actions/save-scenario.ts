'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { saveScenario } from '@/lib/runs/save-scenario';
import { attempt } from './attempt';
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
