import { randomInt } from 'node:crypto';
import { PlimsollError } from '@/lib/core/errors';
import { hostProblem } from '@/lib/core/host-guard';
import { parseInput } from '@/lib/core/problems';
import { peakRate, peakUsers, plannedMs } from '@/lib/plan/figures';
import { isOpenPlan, type LoadPlan, withTraceContext } from '@/lib/plan/load-plan';
import type { Objective } from '@/lib/plan/objective';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planHash } from '@/lib/plan/plan-hash';
import { scalePlan } from '@/lib/plan/scale';
import { findProfile } from '@/lib/profiles/profiles';
import { getScenario } from '@/lib/scenarios/scenarios';
import { keepCredentials, keepUrlCredentials } from '@/lib/secrets/keep-credentials';
import type { KeptCredential } from '@/lib/secrets/model';
import { secretProblems } from '@/lib/secrets/secrets';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { objectivesOf, planOf } from '@/lib/store/rows';
import { allowedHosts } from '@/lib/targets/allowed-hosts';
import { requireConfirmedHost, whatIsSent } from '@/lib/targets/confirmed-host';
import { hostOf } from '@/lib/targets/model';
import { spaceProblem } from './disk-space';
import { installationLimits, limitProblems } from './installation-limits';
import { MAX_SEED, type StartInput, type StartRequest, startSchema } from './start-input';

const REFUSED = 'The run cannot be started.';

/**
 * Queues a run of a scenario, or of a plan, at the size asked for. It keeps a snapshot of the plan
 * and of the target's address. A worker takes it from there. Throws `invalid-input`, and `unavailable` where
 * the disk has no room for what it stores; `roomBytes`: how much there is.
 */
export async function startRun(
  store: Store,
  input: StartInput,
  { roomBytes }: { roomBytes?: number } = {},
): Promise<{ number: number; kept: KeptCredential[] }> {
  const { data, kept } = await runToStart(store, input);
  const problem = spaceProblem(store, planOf(data), roomBytes);
  if (problem !== undefined)
    throw new PlimsollError('unavailable', `${problem.reason} ${problem.advice}`);
  const run = await store.prisma.run.create({ data });
  return { number: run.id, kept };
}

/**
 * The row that a start would queue, without queueing it; credentials in its plan have been kept as secrets. Throws
 * `invalid-input`.
 */
export async function runToStart(
  store: Store,
  input: StartInput,
): Promise<{ data: Prisma.RunUncheckedCreateInput; kept: KeptCredential[] }> {
  const request = parseInput(startSchema, input, REFUSED);
  const scenario = await scenarioOf(store, request);
  refuseOtherModelsSize(scenario.plan, request);
  const target = await chosenTarget(store, request, REFUSED);
  if (request.waitForIdle && !target.metricsUrl)
    throw refusal(
      'waitForIdle',
      'needs a target with a metrics URL, which tells whether it is idle. Add one to the target, or start without waiting.',
    );
  const scaled = parsePlan(scaledPlan(scenario.plan, request));
  const { plan, kept } = await keepCredentials(store, scaled, REFUSED);
  await refuseBeyond(store, plan, target.url);
  // What is part of something greater was confirmed with that.
  if (!isPart(request))
    requireConfirmedHost(
      [target.url],
      request.confirmHost,
      whatIsSent(plan, target.token != null),
      REFUSED,
    );
  const profile = await profileOf(store, request.profile ?? scenario.profile);
  const data = {
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
    waitForIdle: request.waitForIdle,
    loadedHost: request.besideOthers || target.sharedLoad ? null : hostAndPort(target.url),
    stopUnwatchedAfterMs: request.stopUnwatchedAfterMs,
  };
  return { data, kept };
}

/** "127.0.0.1:8001", whether or not the port is the usual one. */
function hostAndPort(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

function isPart({ suiteId, searchId, confirmationId }: StartRequest): boolean {
  return [suiteId, searchId, confirmationId].some((id) => id !== undefined);
}

function scaledPlan(plan: LoadPlan, request: StartRequest): LoadPlan {
  const scaled = scalePlan(plan, request);
  const { traceContext } = request;
  return traceContext === undefined ? scaled : withTraceContext(scaled, traceContext);
}

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

/**
 * A stored target by id or name, or the URL of one that is not. Throws `invalid-input` with `refused`, also for a host
 * that nobody has allowed.
 */
export async function chosenTarget(
  store: Store,
  choice: Pick<StartRequest, 'target' | 'targetUrl'>,
  refused: string,
): Promise<ChosenTarget> {
  const target = await targetOf(store, choice, refused);
  const message = hostProblem(target.url, await allowedHosts(store));
  if (message === undefined) return target;
  throw new PlimsollError('invalid-input', refused, [
    { path: 'target', message: `cannot be loaded: ${message}` },
  ]);
}

interface ChosenTarget {
  id?: number;
  name: string;
  url: string;
  metricsUrl?: string | null;
  token?: string | null;
  sharedLoad?: boolean;
}

async function targetOf(
  store: Store,
  { target: key, targetUrl }: Pick<StartRequest, 'target' | 'targetUrl'>,
  refused: string,
): Promise<ChosenTarget> {
  if (targetUrl !== undefined) {
    const name = hostOf(targetUrl);
    return { name, url: await keepUrlCredentials(store, targetUrl, name) };
  }
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
  const profile = await findProfile(store, key, REFUSED);
  return { name: profile.name, version: profile.version, objectives: objectivesOf(profile) };
}

/**
 * Throws `invalid-input` for what is above this installation's limits, a proxy that nobody has allowed, and secrets that
 * cannot be sent.
 */
async function refuseBeyond(store: Store, plan: LoadPlan, url: string): Promise<void> {
  const { proxy } = plan.connection ?? {};
  const message = proxy && hostProblem(proxy, await allowedHosts(store));
  const problems = [
    ...(message ? [{ path: 'connection.proxy', message: `cannot be loaded: ${message}` }] : []),
    ...limitProblems(plan, installationLimits()),
    ...(await secretProblems(store, { plan, url })),
  ];
  if (problems.length > 0) throw new PlimsollError('invalid-input', REFUSED, problems);
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
