import {
  type BehaviourKind,
  type Call,
  type RunMemory,
  uniform,
} from '@/lib/engine/users/behaviour';
import { BEHAVIOUR_KINDS } from '@/lib/engine/users/behaviours';
import type { PreparedRequest } from '@/lib/engine/users/requests/prepared-request';
import { createRequestUser } from '@/lib/engine/users/requests/request-user';
import type { TargetEndpoint } from '@/lib/plan/connection';
import { usersAt, usersOf } from '@/lib/plan/figures';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { REQUESTS_WAIT_MS, type UserShare } from '@/lib/plan/users';
import { createRandom, type Random } from '@/lib/stats/random';

export type OutgoingCall = Call | PreparedRequest;

/** What is asked next: a call to send, or a task that has to be skipped for want of something. */
export type Task = { kind: 'call'; call: OutgoingCall } | { kind: 'skip'; endpoint: string };

/** Decides what a user, or an arrival, asks; and how long a user waits before. */
export interface VirtualUserBehaviour {
  /** `atMs`: when an arrival is due, in the load's time. */
  nextTask(atMs?: number): Task;
  nextWaitMs(): number;
}

export interface VirtualUserOptions {
  plan: LoadPlan;
  target: TargetEndpoint;
  seed: number;
  memory: RunMemory;
}

/** The mind of the `number`-th user, from 1; its random stream is its own. */
export function createUserBehaviour(
  options: VirtualUserOptions,
  number: number,
): VirtualUserBehaviour {
  const { plan, seed, memory } = options;
  // Stream 0 is the run's own.
  const random = createRandom(seed, number);
  const waitMs = plan.load.model === 'closed' ? plan.load.waitMs : undefined;
  if (plan.requests !== undefined) return createRequestBehaviour(options, random, number, waitMs);
  return chooseKind(usersOf(plan), random()).createUser({ random, memory, waitMs });
}

// Apart from the streams of users and of arrivals' instants.
const FIRST_STREAM = 500_000_000;
const STREAMS_OF_ONE = 1000;

/** One mind for all arrivals of a generator: each asks what a user of a kind drawn by weight would. */
export function createArrivalBehaviour(
  options: VirtualUserOptions,
  generator: number,
): Pick<VirtualUserBehaviour, 'nextTask'> {
  const { plan, seed, memory } = options;
  const streams = FIRST_STREAM + generator * STREAMS_OF_ONE;
  const random = createRandom(seed, streams);
  if (plan.requests !== undefined) return createRequestBehaviour(options, random, generator + 1);
  const behaviours = new Map<string, VirtualUserBehaviour>();
  return {
    nextTask(atMs = 0) {
      const kind = chooseKind(usersAt(plan, atMs), random());
      let behaviour = behaviours.get(kind.name);
      if (behaviour === undefined) {
        behaviour = kind.createUser({
          random: createRandom(seed, streams + behaviours.size + 1),
          memory,
        });
        behaviours.set(kind.name, behaviour);
      }
      return behaviour.nextTask();
    },
  };
}

function createRequestBehaviour(
  { plan, target }: VirtualUserOptions,
  random: Random,
  user: number,
  waitMs = REQUESTS_WAIT_MS,
): VirtualUserBehaviour {
  const requests = createRequestUser(plan.requests ?? [], target, random, user);
  return {
    nextTask() {
      const next = requests.next();
      return 'skip' in next ? { kind: 'skip', endpoint: next.skip } : { kind: 'call', call: next };
    },
    nextWaitMs: () => uniform(random, waitMs),
  };
}

/** The kind of user that `pick`, from [0, 1), falls on by weight. */
function chooseKind(users: readonly UserShare[], pick: number): BehaviourKind {
  const total = users.reduce((sum, user) => sum + user.weight, 0);
  let upTo = 0;
  for (const user of users) {
    upTo += user.weight / total;
    if (pick < upTo) return BEHAVIOUR_KINDS[user.behaviour];
  }
  const last = users.at(-1);
  if (last === undefined) throw new RangeError('A plan needs at least one behaviour.');
  return BEHAVIOUR_KINDS[last.behaviour];
}
