import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { listProfiles } from '@/lib/profiles/profiles';
import type { ScenarioView } from '@/lib/scenarios/model';
import {
  deleteScenario,
  getScenario,
  listScenarios,
  scenarioSchema as savedFields,
  saveScenario,
} from '@/lib/scenarios/scenarios';
import type { Store } from '@/lib/store/open-store';
import { type Operation, operation } from '../operation';
import { planRef } from '../schemas/parts';
import { profileSchema, scenarioSchema } from '../schemas/scenario';

const tag = 'scenarios';
const params = z.strictObject({ slug: z.string() });
const body = savedFields.omit({ id: true }).extend({ plan: planRef }).strict();

export const scenarioOperations: readonly Operation[] = [
  operation({
    id: 'listScenarios',
    needs: 'read',
    method: 'GET',
    path: '/scenarios',
    tag,
    status: 200,
    summary: 'List scenarios with their plans',
    response: z.strictObject({ items: z.array(scenarioSchema) }),
    run: async (store) => ({ body: { items: (await listScenarios(store)).map(scenarioJson) } }),
  }),
  operation({
    id: 'addScenario',
    needs: 'scenario.save',
    method: 'POST',
    path: '/scenarios',
    tag,
    status: 201,
    summary: 'Create a scenario',
    body,
    response: scenarioSchema,
    async run(store, { body: input }) {
      const saved = scenarioJson(await saveScenario(store, input));
      return { location: `/scenarios/${saved.slug}`, body: saved };
    },
  }),
  operation({
    id: 'getScenario',
    needs: 'read',
    method: 'GET',
    path: '/scenarios/{slug}',
    tag,
    status: 200,
    summary: 'Get a scenario with its plan',
    params,
    response: scenarioSchema,
    run: async (store, { params: { slug } }) => ({
      body: scenarioJson(await scenarioOf(store, slug)),
    }),
  }),
  operation({
    id: 'changeScenario',
    needs: 'scenario.save',
    method: 'PUT',
    path: '/scenarios/{slug}',
    tag,
    status: 200,
    summary: 'Update a custom scenario; changing the plan increments its version',
    params,
    body,
    response: scenarioSchema,
    async run(store, { params: { slug }, body: input }) {
      const { id } = await scenarioOf(store, slug);
      return { body: scenarioJson(await saveScenario(store, { ...input, id })) };
    },
  }),
  operation({
    id: 'deleteScenario',
    needs: 'scenario.delete',
    method: 'DELETE',
    path: '/scenarios/{slug}',
    tag,
    status: 204,
    summary: 'Delete a custom scenario; its runs are kept',
    params,
    async run(store, { params: { slug } }) {
      await deleteScenario(store, (await scenarioOf(store, slug)).id);
      return {};
    },
  }),
  operation({
    id: 'listProfiles',
    needs: 'read',
    method: 'GET',
    path: '/profiles',
    tag: 'profiles',
    status: 200,
    summary: 'List SLA profiles with their objectives',
    response: z.strictObject({ items: z.array(profileSchema) }),
    run: async (store) => ({ body: { items: await listProfiles(store) } }),
  }),
];

async function scenarioOf(store: Store, slug: string): Promise<ScenarioView> {
  const scenario = await getScenario(store, slug);
  if (scenario === undefined)
    throw new PlimsollError('not-found', `There is no scenario "${slug}".`);
  return scenario;
}

/** Without the drawing of its shape, which its plan says already. */
function scenarioJson({ shape: _, ...scenario }: ScenarioView) {
  return scenario;
}
