import type { PlanInput } from '@/lib/plan/load-plan';

type Behaviour = NonNullable<PlanInput['users']>[number]['behaviour'];

/** A training job small enough to end within a second or so. */
export const SMALL_JOB = {
  iterations: { min: 2, max: 2 },
  batchSize: 4,
  trajectoriesPerQuery: 4,
} as const;

/** A job that goes on for longer than any benchmark: it is cancelled when the run ends. */
export const LONG_JOB = {
  iterations: { min: 50, max: 50 },
  batchSize: 16,
  trajectoriesPerQuery: 4,
} as const;

/** A job of one group of trajectories, collected in parallel. */
export const oneGroup = (trajectories: number) => ({
  iterations: { min: 1, max: 1 },
  batchSize: 1,
  trajectoriesPerQuery: trajectories,
});

interface UsersOptions {
  users: number;
  seconds: number;
  behaviour: Behaviour;
  waitMs?: { min: number; max: number };
  rest?: Partial<PlanInput>;
}

/** So many users who all come at once. All jobs are cancelled at the end. */
export function usersPlan(
  name: string,
  { users, seconds, behaviour, waitMs, rest }: UsersOptions,
): PlanInput {
  return {
    name,
    load: {
      model: 'closed',
      stages: [{ users, spawnPerSecond: 10_000, durationMs: seconds * 1000 }],
      waitMs,
    },
    users: [{ behaviour, weight: 1 }],
    cleanUp: 'always',
    ...rest,
  };
}

/** So many starts at one instant: each user starts one job, and then waits for longer than the run lasts. */
export function startsAtOnce(name: string, starts: number, limitSeconds: number): PlanInput {
  const longMs = 10 * 60_000;
  return usersPlan(name, {
    users: starts,
    seconds: limitSeconds,
    behaviour: 'start',
    waitMs: { min: longMs, max: longMs },
    rest: { stopAfter: { requests: starts }, jobs: SMALL_JOB },
  });
}
