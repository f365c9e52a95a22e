'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { parsePlanText } from '@/lib/plan/parse-plan-text';
import { saveScenario } from '@/lib/runs/save-scenario';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { number, text } from './form-fields';

/** Adds or changes a scenario whose plan was written as JSON; its name is the plan's. */
export async function savePlanAction(data: FormData): Promise<FormState> {
  let id = 0;
  const state = await attempt(async () => {
    const plan = parsePlanText(text(data, 'plan') ?? '');
    const saved = await saveScenario(await getStore(), {
      id: number(data, 'id'),
      name: nameOf(plan),
      description: text(data, 'description'),
      profile: text(data, 'profile'),
      plan,
    });
    id = saved.id;
  });
  if (state.status === 'refused') return state;
  revalidatePath('/', 'layout');
  redirect(`/scenarios/${id}`);
}

function nameOf(plan: unknown): unknown {
  return typeof plan === 'object' && plan !== null && 'name' in plan ? plan.name : undefined;
}
