import { isOpenPlan } from './is-open-plan';
import type { LoadPlan } from './load-plan';
import { loadShape } from './load-shape';
import { usersOf } from './plan-users';
import { arrivalsOf } from './rate-stage';
import { INTENDED_WAIT_MS, REQUESTS_WAIT_MS, type WaitMs } from './wait-times';

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
