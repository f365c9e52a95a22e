import { createHash } from 'node:crypto';
import { usersOf } from './figures';
import type { LoadPlan } from './load-plan';

/**
 * SHA-256 of the load itself, first 16 hex digits: two runs with one hash sent the same kind of
 * load. Left out is what does not change it: name and seed, how many threads share it, what is judged
 * and what is tidied up afterwards.
 */
export function planHash(plan: LoadPlan): string {
  const { name: _1, seed: _2, generators: _3, objectives: _4, cleanUp: _5, ...load } = plan;
  return hashOf({ ...load, users: askedUsers(plan) });
}

/**
 * The hash of what a plan asks for, whatever its size and length: runs of one family differ only in how many
 * users there are, or arrivals per second. Their throughputs make one scaling curve.
 */
export function familyHash(plan: LoadPlan): string {
  const { requests, jobs, connection, timeoutMs, load } = plan;
  const model = load.model === 'closed' ? { waitMs: load.waitMs } : {};
  return hashOf({
    requests,
    jobs,
    connection,
    timeoutMs,
    users: askedUsers(plan),
    load: { model: load.model, ...model },
  });
}

function askedUsers(plan: LoadPlan) {
  return plan.requests === undefined ? usersOf(plan) : undefined;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}
