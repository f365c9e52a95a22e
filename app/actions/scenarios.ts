'use server';

import { IMPORT_FORMATS } from '@/lib/import/plans/plan-from-text';
import { planTextFrom } from '@/lib/import/plans/plan-text-from';
import { parsePlan, parsePlanText } from '@/lib/plan/parse-plan';
import { deleteScenario, saveScenario, setScenarioProfile } from '@/lib/scenarios/scenarios';
import { action, json, number, query, text } from './action';

/** Adds or changes a scenario, and goes to its page. */
export const saveScenarioAction = action(
  'scenario.save',
  (store, data: FormData) =>
    saveScenario(store, {
      id: number(data, 'id'),
      name: text(data, 'name'),
      description: text(data, 'description'),
      profile: text(data, 'profile'),
      plan: json(data, 'plan'),
    }),
  { goTo: ({ id }) => `/scenarios/${id}` },
);

/** Adds or changes a scenario whose plan was written as JSON; its name is the plan's. */
export const savePlanAction = action(
  'scenario.save',
  async (store, data: FormData) => {
    const plan = parsePlanText(text(data, 'plan') ?? '');
    return saveScenario(store, {
      id: number(data, 'id'),
      name: nameOf(plan),
      description: text(data, 'description'),
      profile: text(data, 'profile'),
      plan,
    });
  },
  { goTo: ({ id }) => `/scenarios/${id}` },
);

function nameOf(plan: unknown): unknown {
  return typeof plan === 'object' && plan !== null && 'name' in plan ? plan.name : undefined;
}

/** Reads a plan's text as the command line would. */
export const checkPlanAction = query('read', async (_store, text: string) => ({
  status: 'valid' as const,
  plan: parsePlan(parsePlanText(String(text))),
}));

/** A plan to edit, of curl commands, a HAR file, an OpenAPI document, or a plan. */
export const importPlanAction = query('read', async (_store, text: string, format: string) => {
  const known = IMPORT_FORMATS.find((one) => one === format);
  return { status: 'made' as const, ...planTextFrom(String(text), known) };
});

export const setScenarioProfileAction = action('scenario.save', (store, id: number, slug: string) =>
  setScenarioProfile(store, Number(id), String(slug)),
);

export const deleteScenarioAction = action('scenario.delete', (store, id: number) =>
  deleteScenario(store, Number(id)),
);
