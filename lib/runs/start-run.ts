import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput, requireOneOf } from '@/lib/core/problems';
import { peakRate, peakUsers, plannedMs } from '@/lib/plan/figures';
import { isOpenPlan, type LoadPlan, withTraceContext } from '@/lib/plan/load-plan';
import type { Objective } from '@/lib/plan/objective';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planHash } from '@/lib/plan/plan-hash';
import { scalePlan } from '@/lib/plan/scale';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import { findProfile } from '@/lib/profiles/profiles';
import { getScenario } from '@/lib/scenarios/scenarios';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { hostOf, httpUrlSchema } from '@/lib/targets/model';

const MAX_SEED = 2_147_483_647;
const REFUSED = 'The run cannot be started.';

/** What a run can be asked for; its caller may leave out what belongs to a suite, a search or a schedule. */
export const startFields = z.object({
  scenario: z
    .union([z.int(), z.string().min(1)])
    .optional()
    .describe('Id or slug of a scenario.'),
  plan: z.unknown().optional().describe('Custom plan, instead of a scenario.'),
  target: z
    .union([z.int(), z.string().min(1)])
    .optional()
    .describe('Id or name of a target.'),
  targetUrl: httpUrlSchema.optional().describe('URL to load, instead of a configured target.'),
  users: z
    .int('must be a whole number of users.')
    .min(1, 'must be at least 1 user.')
    .max(PLAN_LIMITS.users, `must be at most ${PLAN_LIMITS.users.toLocaleString('en')} users.`)
    .optional(),
  ratePerSecond: z
    .number('must be a number of requests per second.')
    .positive('must be greater than 0.')
    .max(
      PLAN_LIMITS.ratePerSecond,
      `must be at most ${PLAN_LIMITS.ratePerSecond.toLocaleString('en')} per second.`,
    )
    .optional(),
  durationMs: z
    .int('must be a whole number of milliseconds.')
    .min(1000, 'must be at least 1 second.')
    .max(PLAN_LIMITS.durationMs, 'must be at most 24 hours.')
    .optional(),
  seed: z
    .int('must be a whole number.')
    .min(0, 'must be at least 0.')
    .max(MAX_SEED, `must be at most ${MAX_SEED.toLocaleString('en')}.`)
    .optional(),
  traceContext: z
    .boolean('must be true or false.')
    .optional()
    .describe('Send trace headers (W3C traceparent); default: as in the plan.'),
  name: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
  profile: z
    .union([z.int(), z.string()])
    .optional()
    .describe("Id, slug or name of an SLA profile; '' for none. Default: that of the scenario."),
  /** The suite that the run is part of. */
  suiteId: z.int().optional(),
  /** The confirmation that it is a repeat of, and on which side. */
  confirmationId: z.int().optional(),
  side: z.enum(['A', 'B']).optional(),
  /** The search that it is a step of. */
  searchId: z.int().optional(),
  /** Which time of which schedule it is for; of each there is one run at most. */
  firing: z.string().optional(),
});

/** A start needs something to send, and somewhere to send it. */
export function startInputOf<T extends z.ZodType>(fields: T): T {
  return requireOneOf(requireOneOf(fields, 'scenario', 'plan'), 'target', 'targetUrl');
}

const startSchema = startInputOf(startFields);

/**
 * Queues a run of a scenario, or of a plan, at the size asked for. It keeps a snapshot of the plan
 * and of the target's address. A worker takes it from there. Throws `invalid-input`.
 */
export async function startRun(store: Store, input: unknown): Promise<{ number: number }> {
  const run = await store.prisma.run.create({ data: await runToStart(store, input) });
  return { number: run.id };
}

/** The row that a start would queue, without queueing it. Throws `invalid-input`. */
export async function runToStart(
  store: Store,
  input: unknown,
): Promise<Prisma.RunUncheckedCreateInput> {
  const request = parseInput(startSchema, input, REFUSED);
  const scenario = await scenarioOf(store, request);
  refuseOtherModelsSize(scenario.plan, request);
  const target = await chosenTarget(store, request, REFUSED);
  const plan = parsePlan(scaledPlan(scenario.plan, request));
  const profile = await profileOf(store, request.profile ?? scenario.profile);
  return {
    status: 'queued',
    name: request.name || null,
    scenarioId: scenario.id,
    scenarioName: scenario.name,
    scenarioVersion: scenario.version,
    targetId: target.id,
    targetName: target.name,
    targetUrl: target.url,
    plan: JSON.stringify(plan),
    planHash: planHash(plan),
    seed: request.seed ?? plan.seed ?? randomInt(MAX_SEED),
    peakUsers: peakUsers(plan),
    peakRate: peakRate(plan),
    plannedMs: plannedMs(plan),
    profileName: profile?.name,
    profileVersion: profile?.version,
    objectives: JSON.stringify([...(profile?.objectives ?? []), ...(plan.objectives ?? [])]),
    suiteId: request.suiteId,
    confirmationId: request.confirmationId,
    side: request.side,
    searchId: request.searchId,
    firing: request.firing,
  };
}

function scaledPlan(plan: LoadPlan, request: StartRequest): LoadPlan {
  const scaled = scalePlan(plan, request);
  const { traceContext } = request;
  return traceContext === undefined ? scaled : withTraceContext(scaled, traceContext);
}

type StartRequest = z.infer<typeof startSchema>;

async function scenarioOf(
  store: Store,
  request: StartRequest,
): Promise<{ id?: number; name: string; version?: number; plan: LoadPlan; profile?: string }> {
  if (request.plan !== undefined) {
    const plan = parsePlan(request.plan);
    return { name: plan.name, plan };
  }
  const scenario = await getScenario(store, request.scenario ?? '');
  if (scenario !== undefined) return scenario;
  const known = await store.prisma.scenario.findMany({ orderBy: { id: 'asc' } });
  throw refusal(
    'scenario',
    `"${request.scenario}" does not exist. Available: ${known.map(({ slug }) => slug).join(', ')}.`,
  );
}

/** A stored target by id or name, or the URL of one that is not. Throws `invalid-input` with `refused`. */
export async function chosenTarget(
  store: Store,
  { target: key, targetUrl }: Pick<StartRequest, 'target' | 'targetUrl'>,
  refused: string,
): Promise<{ id?: number; name: string; url: string }> {
  if (targetUrl !== undefined) return { name: hostOf(targetUrl), url: targetUrl };
  const target = await store.prisma.target.findUnique({
    where: typeof key === 'number' ? { id: key } : { name: key ?? '' },
  });
  if (target !== null) return target;
  const known = await store.prisma.target.findMany({ orderBy: { id: 'asc' } });
  const names = known.map(({ name }) => `"${name}"`).join(', ');
  const message = `"${key}" does not exist. ${names === '' ? 'No targets are configured yet.' : `Available: ${names}.`}`;
  throw new PlimsollError('invalid-input', refused, [{ path: 'target', message }]);
}

async function profileOf(
  store: Store,
  key: string | number | undefined,
): Promise<{ name: string; version: number; objectives: Objective[] } | undefined> {
  if (key === undefined || key === '') return undefined;
  const { name, version, objectives } = await findProfile(store, key, REFUSED);
  return { name, version, objectives: JSON.parse(objectives) as Objective[] };
}

/** A size that the plan's load model does not have would be left out in silence. */
function refuseOtherModelsSize(plan: LoadPlan, { users, ratePerSecond }: StartRequest) {
  if (isOpenPlan(plan) && users !== undefined)
    throw refusal('users', 'do not apply: this plan has an arrival rate. Set the rate instead.');
  if (!isOpenPlan(plan) && ratePerSecond !== undefined)
    throw refusal(
      'ratePerSecond',
      'does not apply: this plan has virtual users. Set the users instead.',
    );
}

function refusal(path: string, message: string): PlimsollError {
  return new PlimsollError('invalid-input', REFUSED, [{ path, message }]);
}
