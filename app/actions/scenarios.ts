'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { PlanCheck, PlanImport } from '@/components/scenarios/plan-check';
import type { FormState } from '@/components/ui/forms/form-state';
import { IMPORT_FORMATS } from '@/lib/import/plans/plan-from-text';
import { planTextFrom } from '@/lib/import/plans/plan-text-from';
import { parsePlan, parsePlanText } from '@/lib/plan/parse-plan';
import { deleteScenario, saveScenario, setScenarioProfile } from '@/lib/scenarios/scenarios';
import { getStore } from '@/lib/store/get-store';
import { attempt, json, number, refusal, text } from './action';

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

/** Reads a plan's text as the command line would. */
export async function checkPlanAction(text: string): Promise<PlanCheck> {
  try {
    return { status: 'valid', plan: parsePlan(parsePlanText(String(text))) };
  } catch (error) {
    const { message = 'The plan is not valid.', problems } = refusal(error);
    return { status: 'refused', message, problems };
  }
}

/** A plan to edit, of curl commands, a HAR file, an OpenAPI document, or a plan. */
export async function importPlanAction(text: string, format: string): Promise<PlanImport> {
  try {
    const known = IMPORT_FORMATS.find((one) => one === format);
    return { status: 'made', ...planTextFrom(String(text), known) };
  } catch (error) {
    const { message = 'Import failed.', problems } = refusal(error);
    return { status: 'refused', message, problems };
  }
}

export async function setScenarioProfileAction(id: number, slug: string): Promise<FormState> {
  const state = await attempt(async () =>
    setScenarioProfile(await getStore(), Number(id), String(slug)),
  );
  revalidatePath('/', 'layout');
  return state;
}

export async function deleteScenarioAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteScenario(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
