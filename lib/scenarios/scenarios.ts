import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import { loadShape, peakRate, peakUsers, plannedMs } from '@/lib/plan/figures';
import { newPlanSchema } from '@/lib/plan/parse-plan';
import { findProfile } from '@/lib/profiles/profiles';
import { keepCredentials } from '@/lib/secrets/keep-credentials';
import { freeSlug } from '@/lib/store/free-slug';
import type { Scenario } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { planOf } from '@/lib/store/rows';
import type { ScenarioView } from './model';

/** All scenarios: the built-in ones in their order, then the user's own by name. */
export async function listScenarios(store: Store): Promise<ScenarioView[]> {
  const scenarios = await store.prisma.scenario.findMany({
    orderBy: [{ builtIn: 'desc' }, { id: 'asc' }],
    include: { _count: { select: { runs: true } } },
  });
  return scenarios.map((scenario) => scenarioView(scenario, scenario._count.runs));
}

function scenarioView(scenario: Scenario, runs: number): ScenarioView {
  const plan = planOf(scenario);
  return {
    id: scenario.id,
    slug: scenario.slug,
    name: scenario.name,
    description: scenario.description,
    version: scenario.version,
    builtIn: scenario.builtIn,
    plan,
    profile: scenario.profile || undefined,
    peakUsers: peakUsers(plan),
    peakRate: peakRate(plan),
    durationMs: plannedMs(plan),
    shape: loadShape(plan),
    runs,
  };
}

/** The scenario with this id or slug, or undefined. */
export async function getScenario(
  store: Store,
  key: number | string,
): Promise<ScenarioView | undefined> {
  const scenario = await store.prisma.scenario.findUnique({
    where: typeof key === 'number' ? { id: key } : { slug: key },
    include: { _count: { select: { runs: true } } },
  });
  return scenario === null ? undefined : scenarioView(scenario, scenario._count.runs);
}

const REFUSED = 'The scenario is not valid.';
export const scenarioSchema = z.object({
  id: z.int().optional(),
  name: z
    .string('must be a string.')
    .trim()
    .min(1, 'is required.')
    .max(100, 'must be at most 100 characters.'),
  description: z.string().trim().max(500, 'must be at most 500 characters.').default(''),
  plan: newPlanSchema,
  /** An SLA profile's slug, '' for none. Left out: as it is; of a new one none. */
  profile: z.string('must be a string.').optional(),
});

/**
 * Adds a scenario, or changes one of the user's own: its version rises when its plan changes. Credentials in the plan
 * are kept as secrets.
 * Throws `invalid-input` with every problem, `not-found`, or `conflict` for a built-in one.
 */
export async function saveScenario(store: Store, input: unknown): Promise<ScenarioView> {
  const { id, name, description, profile, ...given } = parseInput(
    scenarioSchema,
    nameThePlan(input),
    REFUSED,
  );
  await refuseTakenName(store, name, id);
  const { plan } = await keepCredentials(store, given.plan, REFUSED);
  const content = {
    name,
    description,
    plan: JSON.stringify(plan),
    ...(profile !== undefined && { profile: await slugOfProfile(store, profile) }),
  };
  const saved =
    id === undefined
      ? await store.prisma.scenario.create({
          data: { ...content, slug: await slugOf(store, name) },
        })
      : await changeScenario(store, id, content);
  const view = await getScenario(store, saved.id);
  if (view === undefined) throw new PlimsollError('not-found', `Scenario ${saved.id} was deleted.`);
  return view;
}

async function slugOfProfile(store: Store, profile: string): Promise<string> {
  return profile === '' ? '' : (await findProfile(store, profile, REFUSED)).slug;
}

/** A scenario's plan bears the scenario's name; forms ask for it once. */
function nameThePlan(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('name' in input) || !('plan' in input))
    return input;
  if (typeof input.plan !== 'object' || input.plan === null) return input;
  return { ...input, plan: { ...input.plan, name: input.name } };
}

async function refuseTakenName(store: Store, name: string, id: number | undefined) {
  const taken = await store.prisma.scenario.findUnique({ where: { name } });
  if (taken === null || taken.id === id) return;
  throw new PlimsollError('invalid-input', REFUSED, [
    { path: 'name', message: `is already taken by another scenario.` },
  ]);
}

async function changeScenario(
  store: Store,
  id: number,
  content: { name: string; description: string; plan: string; profile?: string },
) {
  const present = await store.prisma.scenario.findUnique({ where: { id } });
  if (present === null) throw new PlimsollError('not-found', `There is no scenario ${id}.`);
  if (present.builtIn)
    throw new PlimsollError(
      'conflict',
      `${present.name} is built in and cannot be changed. Duplicate it and edit the copy.`,
    );
  const version = present.version + (present.plan === content.plan ? 0 : 1);
  return store.prisma.scenario.update({ where: { id }, data: { ...content, version } });
}

function slugOf({ prisma }: Store, name: string): Promise<string> {
  return freeSlug(
    name,
    'scenario',
    async (slug) => (await prisma.scenario.count({ where: { slug } })) > 0,
  );
}

/**
 * By which SLA profile a scenario's runs are judged from now on; '' is none, and is kept as '': null is a
 * built-in scenario to which its own profile has not been given yet. Built-in ones may be changed too.
 */
export async function setScenarioProfile(store: Store, id: number, slug: string): Promise<void> {
  const profile =
    slug === '' ? '' : (await findProfile(store, slug, 'The scenario cannot be changed.')).slug;
  const { count } = await store.prisma.scenario.updateMany({ where: { id }, data: { profile } });
  if (count === 0) throw new PlimsollError('not-found', `There is no scenario ${id}.`);
}

/** Deletes one of the user's own scenarios. Its runs stay: each has its own copy of the plan. */
export async function deleteScenario(store: Store, id: number): Promise<void> {
  const scenario = await store.prisma.scenario.findUnique({ where: { id } });
  if (scenario === null) throw new PlimsollError('not-found', `There is no scenario ${id}.`);
  if (scenario.builtIn)
    throw new PlimsollError('conflict', `${scenario.name} is built in and cannot be deleted.`);
  await store.prisma.scenario.delete({ where: { id } });
}
