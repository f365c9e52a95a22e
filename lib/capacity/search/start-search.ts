import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { plural } from '@/lib/core/number';
import { parseInput, requireOneOf } from '@/lib/core/problems';
import { peakRate, peakUsers } from '@/lib/plan/figures';
import { type Objective, objectiveLabel } from '@/lib/plan/objective';
import { parsePlan } from '@/lib/plan/parse-plan';
import { familyHash } from '@/lib/plan/plan-hash';
import { loadUnitOf, stepPlan } from '@/lib/plan/scale';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import { findProfile } from '@/lib/profiles/profiles';
import { installationLimits, limitProblems } from '@/lib/runs/installation-limits';
import { startFields } from '@/lib/runs/start-input';
import { chosenTarget } from '@/lib/runs/start-run';
import { getScenario } from '@/lib/scenarios/scenarios';
import { secretProblems } from '@/lib/secrets/secrets';
import type { Store } from '@/lib/store/open-store';
import { requestStop } from '@/lib/store/queue/queue';
import { objectivesOf } from '@/lib/store/rows';
import { requireConfirmedHost, whatIsSent } from '@/lib/targets/confirmed-host';
import type { SearchOptions } from '../model';

const REFUSED = 'The search cannot be started.';
const SECOND = 1000;
/** Where nothing else is said: an eighth of the scenario's own size, and sixteen times it at most. */
const FROM_SHARE = 1 / 8;
const TO_FACTOR = 16;

const load = z
  .number('must be a number of users or arrivals per second.')
  .positive('must be greater than 0.');

const searchSchema = requireOneOf(
  startFields.pick({ target: true, targetUrl: true, confirmHost: true }).extend({
    scenario: z.union([z.int(), z.string().min(1)], 'is required.'),
    profile: z.union([z.int(), z.string().min(1)], 'is required.'),
    from: load.optional(),
    to: load.optional(),
    stepMs: z
      .int('must be a duration such as 30 s.')
      .min(10 * SECOND, 'must be at least 10 s: shorter steps give no clear result.')
      .max(1800 * SECOND, 'must be at most 30 min.')
      .default(30 * SECOND),
    settleMs: z
      .int('must be a duration such as 5 s.')
      .min(SECOND, 'must be at least 1 s.')
      .max(600 * SECOND, 'must be at most 10 min.')
      .default(5 * SECOND),
    tolerance: z
      .number('must be a fraction such as 0.05.')
      .min(0.01, 'must be at least 1 %.')
      .max(0.5, 'must be at most 50 %.')
      .default(0.05),
    maxSteps: z
      .int('must be a whole number of steps.')
      .min(4, 'must be at least 4.')
      .max(40, 'must be at most 40.')
      .default(12),
    resources: z
      .int('must be a whole number.')
      .min(1, 'must be at least 1.')
      .max(1_000_000, 'must be at most 1,000,000.')
      .optional(),
  }),
  'target',
  'targetUrl',
);

/**
 * Queues a search for the most load of a scenario's kind that still meets a profile. Throws `invalid-input`
 * with every problem, or `conflict` when one is under way on the target.
 */
export async function startSearch(store: Store, input: unknown): Promise<{ id: number }> {
  const request = parseInput(searchSchema, input, REFUSED);
  const scenario = await getScenario(store, request.scenario);
  if (scenario === undefined) throw refusal('scenario', `"${request.scenario}" does not exist.`);
  const target = await chosenTarget(store, request, REFUSED);
  const profile = await findProfile(store, request.profile, REFUSED);
  const objectives = objectivesOf(profile);
  refuseWhatCannotBeSearched(objectives, profile.name);
  const { plan } = scenario;
  const options = optionsOf(request, scenario.plan);
  // A step that the plan's own rules refuse would end the search when it is reached.
  const highest = parsePlan(stepPlan(plan, options.to, options));
  const beyond = [
    ...limitProblems(highest, installationLimits()),
    ...(await secretProblems(store, { plan, url: target.url })),
  ];
  if (beyond.length > 0) throw new PlimsollError('invalid-input', REFUSED, beyond);
  requireConfirmedHost(
    [target.url],
    request.confirmHost,
    `a search of up to ${plural(options.maxSteps, 'step')}, at most ${whatIsSent(highest, target.token != null)}`,
    REFUSED,
  );
  const busy = await store.prisma.search.findFirst({
    where: { targetUrl: target.url, status: { in: ['queued', 'running'] } },
  });
  if (busy !== null)
    throw new PlimsollError(
      'conflict',
      `Search ${busy.id} is already running on ${target.name}. Wait until it ends, or stop it.`,
    );
  const search = await store.prisma.search.create({
    data: {
      status: 'queued',
      scenarioName: scenario.name,
      plan: JSON.stringify(plan),
      familyHash: familyHash(plan),
      targetId: target.id,
      targetName: target.name,
      targetUrl: target.url,
      profileName: profile.name,
      profileVersion: profile.version,
      objectives: profile.objectives,
      options: JSON.stringify(options),
      resources: request.resources,
    },
  });
  return { id: search.id };
}

type SearchRequest = z.infer<typeof searchSchema>;

function optionsOf(
  { from, to, stepMs, settleMs, tolerance, maxSteps }: SearchRequest,
  plan: Parameters<typeof loadUnitOf>[0] & Parameters<typeof peakUsers>[0],
): SearchOptions {
  const isUsers = loadUnitOf(plan) === 'users';
  const most = isUsers ? PLAN_LIMITS.users : PLAN_LIMITS.ratePerSecond;
  const own = isUsers ? peakUsers(plan) : (peakRate(plan) ?? 1);
  const whole = (value: number) => (isUsers ? Math.max(1, Math.round(value)) : value);
  const chosenFrom = from ?? whole(own * FROM_SHARE);
  const chosenTo = to ?? Math.min(most, whole(Math.max(own, chosenFrom) * TO_FACTOR));
  const problems = [
    ...(isUsers && from !== undefined && !Number.isInteger(from)
      ? [{ path: 'from', message: 'must be a whole number of users.' }]
      : []),
    ...(chosenTo > most
      ? [{ path: 'to', message: `must be at most ${most.toLocaleString('en')}.` }]
      : []),
    ...(chosenFrom >= chosenTo
      ? [{ path: 'to', message: `must be above the initial load, ${chosenFrom}.` }]
      : []),
  ];
  if (problems.length > 0) throw new PlimsollError('invalid-input', REFUSED, problems);
  const drainMs = 30 * SECOND;
  return { from: chosenFrom, to: chosenTo, tolerance, maxSteps, settleMs, stepMs, drainMs };
}

function refuseWhatCannotBeSearched(objectives: readonly Objective[], name: string) {
  const relative = objectives.find(({ maxIncrease }) => maxIncrease !== undefined);
  if (relative !== undefined)
    throw refusal(
      'profile',
      `"${name}" has a limit relative to other runs (${objectiveLabel(relative)}). A search needs absolute limits.`,
    );
  if (objectives.every(({ critical }) => critical === false))
    throw refusal(
      'profile',
      `"${name}" has no critical objective, so a search has nothing to evaluate.`,
    );
}

function refusal(path: string, message: string): PlimsollError {
  return new PlimsollError('invalid-input', REFUSED, [{ path, message }]);
}

/** Asks for a search's stop: its worker reads it within a second. A queued one is stopped at once. */
export async function stopSearch(store: Store, id: number): Promise<void> {
  await requestStop(store, 'search', id);
}
