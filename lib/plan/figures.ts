import { ownValue } from '@/lib/core/own-value';
import {
  arrivalsOf,
  type ClosedLoad,
  loadMs,
  type ReplayLoad,
  ratesOf,
  type StagedLoad,
} from './load';
import { isOpenPlan, type LoadPlan } from './load-plan';
import {
  type BehaviourName,
  INTENDED_WAIT_MS,
  REQUESTS_WAIT_MS,
  type UserShare,
  type WaitMs,
} from './users';

/** How long the plan's load lasts, ms: of a replay, until its last arrival. */
export function plannedMs({ load }: LoadPlan): number {
  return loadMs(load);
}

/** The most users at any one time; 0 for an open plan, which has none. */
export function peakUsers(plan: LoadPlan): number {
  return isOpenPlan(plan) ? 0 : Math.floor(highest(plan));
}

/** The highest rate of an open plan, arrivals per second; of a replay, the most in any one second. */
export function peakRate(plan: LoadPlan): number | undefined {
  if (!isOpenPlan(plan)) return undefined;
  return plan.load.arrivals === 'replay' ? mostInASecond(plan.load) : highest(plan);
}

function highest(plan: LoadPlan): number {
  return Math.max(...loadShape(plan).points.map((corner) => corner.level));
}

function mostInASecond({ timestampsMs, speed = 1 }: ReplayLoad): number {
  let [most, first] = [0, 0];
  for (const [index, atMs] of timestampsMs.entries()) {
    while ((atMs - (timestampsMs[first] ?? 0)) / speed >= 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

const USUAL: readonly UserShare[] = [{ behaviour: 'training-api', weight: 1 }];

/** What a plan's users, or arrivals, do; none when it has requests of its own. */
export function usersOf(plan: Pick<LoadPlan, 'users' | 'requests'>): readonly UserShare[] {
  return plan.users ?? (plan.requests === undefined ? USUAL : []);
}

/** What arrivals do that are due at `atMs` of an open load: its stage's own users, or the plan's. */
export function usersAt(plan: LoadPlan, atMs: number): readonly UserShare[] {
  const { load } = plan;
  if (load.model === 'closed' || load.arrivals === 'replay') return usersOf(plan);
  let endMs = 0;
  for (const stage of load.stages) {
    endMs += stage.durationMs;
    if (atMs < endMs) return stage.users ?? usersOf(plan);
  }
  return usersOf(plan);
}

/** Every kind of user that a plan has, the stages' own ones too. */
export function behavioursOf(plan: LoadPlan): BehaviourName[] {
  const { load } = plan;
  const ofStages =
    load.model === 'open' && load.arrivals !== 'replay'
      ? load.stages.flatMap((stage) => stage.users ?? [])
      : [];
  return [...new Set([...usersOf(plan), ...ofStages].map(({ behaviour }) => behaviour))];
}

/** The JSON-RPC methods that load is made of; also the names of their endpoints. */
export const METHODS = {
  start: 'training.start_grpo',
  status: 'training.get_status',
  cancel: 'training.cancel',
  export: 'training.export_trajectories',
} as const;

export type TrainingMethod = (typeof METHODS)[keyof typeof METHODS];

/**
 * What share of its tasks, of 1, each kind of user means to give each method. Those who follow a job
 * through its life have none: how often they ask depends on how long it lasts.
 */
export const INTENDED_MIX = {
  'training-api': {
    [METHODS.status]: 0.4,
    [METHODS.start]: 0.3,
    [METHODS.export]: 0.2,
    [METHODS.cancel]: 0.1,
  },
  burst: { [METHODS.status]: 1 },
  start: { [METHODS.start]: 1 },
  'job-cycle': undefined,
  'cancel-cycle': undefined,
} satisfies Record<BehaviourName, Partial<Record<TrainingMethod, number>> | undefined>;

/** The share of an endpoint that a plan intends; undefined when its users are of several kinds. */
export function intendedShare(plan: LoadPlan, endpoint: string): number | undefined {
  if (plan.requests !== undefined) return shareByWeight(plan.requests, endpoint);
  const [first, ...others] = behavioursOf(plan);
  if (first === undefined || others.length > 0) return undefined;
  const mix: Readonly<Record<string, number>> | undefined = INTENDED_MIX[first];
  return mix === undefined ? undefined : (ownValue(mix, endpoint) ?? 0);
}

function shareByWeight(requests: readonly { name: string; weight: number }[], name: string) {
  const sum = (some: typeof requests) => some.reduce((total, { weight }) => total + weight, 0);
  return sum(requests.filter((request) => request.name === name)) / sum(requests);
}

/** A corner of the load's outline; straight lines between corners. */
export interface ShapePoint {
  atMs: number;
  level: number;
}

/** The load's outline over time: users of a closed plan, arrivals per second of an open one. */
export interface LoadShape {
  of: 'users' | 'ratePerSecond';
  points: ShapePoint[];
}

const REPLAY_STEPS = 120;

export function loadShape({ load }: LoadPlan): LoadShape {
  if (load.model === 'closed') return { of: 'users', points: usersOutline(load) };
  const points = load.arrivals === 'replay' ? replayOutline(load) : rateOutline(load);
  return { of: 'ratePerSecond', points };
}

/** A stage too short for its ramp ends on the way to its users. */
function usersOutline({ stages }: ClosedLoad): ShapePoint[] {
  const corners: ShapePoint[] = [{ atMs: 0, level: 0 }];
  let users = 0;
  let startMs = 0;
  for (const stage of stages) {
    const rampMs = (Math.abs(stage.users - users) / stage.spawnPerSecond) * 1000;
    const reached = Math.min(1, stage.durationMs / Math.max(rampMs, 1e-9));
    const usersAtEnd = users + (stage.users - users) * reached;
    if (rampMs > 0)
      corners.push({ atMs: startMs + Math.min(rampMs, stage.durationMs), level: usersAtEnd });
    if (reached === 1 && rampMs < stage.durationMs)
      corners.push({ atMs: startMs + stage.durationMs, level: stage.users });
    users = usersAtEnd;
    startMs += stage.durationMs;
  }
  return corners;
}

/** Where a stage begins at another rate than the one before ended with, the outline is a step. */
function rateOutline({ stages }: StagedLoad): ShapePoint[] {
  const corners: ShapePoint[] = [];
  let startMs = 0;
  for (const stage of stages) {
    const { from, to } = ratesOf(stage);
    if (corners.at(-1)?.level !== from) corners.push({ atMs: startMs, level: from });
    startMs += stage.durationMs;
    corners.push({ atMs: startMs, level: to });
  }
  return corners;
}

/** Steps of a second at least: the arrivals in each, per second. */
function replayOutline({ timestampsMs, speed = 1 }: ReplayLoad): ShapePoint[] {
  const endMs = (timestampsMs.at(-1) ?? 0) / speed;
  const stepMs = Math.max(1000, Math.ceil(endMs / REPLAY_STEPS / 1000) * 1000);
  const counts = new Array<number>(Math.floor(endMs / stepMs) + 1).fill(0);
  for (const atMs of timestampsMs) {
    const step = Math.floor(atMs / speed / stepMs);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts.flatMap((count, step) => {
    const fromMs = step * stepMs;
    const toMs = Math.min(fromMs + stepMs, Math.max(endMs, 1));
    // The last step may be cut short, to nothing at worst: a rate over no time says nothing.
    const level = (count * 1000) / stepMs;
    return [
      { atMs: fromMs, level },
      { atMs: toMs, level },
    ];
  });
}

/**
 * About how many requests a plan sends. Of an open plan it is the expected number of arrivals. Of a
 * closed one it is what its users would send if every answer came at once, so at most about that many:
 * the users' time divided by the mean of their waits. Undefined where users do not wait at all: then
 * only the service's speed decides.
 */
export function plannedRequests(plan: LoadPlan): number | undefined {
  if (isOpenPlan(plan)) {
    const { load } = plan;
    return load.arrivals === 'replay'
      ? load.timestampsMs.length
      : Math.round(load.stages.reduce((sum, stage) => sum + arrivalsOf(stage), 0));
  }
  const perUserMs = requestsPerUserMs(plan);
  return perUserMs === undefined ? undefined : Math.round(userMs(plan) * perUserMs);
}

/** Requests that one user sends in a ms, on average over the kinds of users by weight. */
function requestsPerUserMs(plan: LoadPlan): number | undefined {
  const own = plan.load.model === 'closed' ? plan.load.waitMs : undefined;
  const users = usersOf(plan);
  if (users.length === 0) return frequency(own ?? REQUESTS_WAIT_MS);
  const total = users.reduce((sum, user) => sum + user.weight, 0);
  let sum = 0;
  for (const { behaviour, weight } of users) {
    const perMs = frequency(own ?? INTENDED_WAIT_MS[behaviour]);
    if (perMs === undefined) return undefined;
    sum += (perMs * weight) / total;
  }
  return sum;
}

function frequency({ min, max }: WaitMs): number | undefined {
  return min + max === 0 ? undefined : 2 / (min + max);
}

/** The area under the outline of users. */
function userMs(plan: LoadPlan): number {
  const { points } = loadShape(plan);
  return points.reduce((area, { atMs, level }, index) => {
    const last = points[index - 1];
    return last === undefined ? 0 : area + ((last.level + level) / 2) * (atMs - last.atMs);
  }, 0);
}
