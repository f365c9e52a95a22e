import { createHash } from 'node:crypto';
import type { LoadPlan } from './load-plan';
import { usersOf } from './plan-users';

/**
 * SHA-256 of the load itself, first 16 hex digits: two runs with one hash sent the same kind of
 * load. Left out is what does not change it: name and seed, how many threads share it, what is judged
 * and what is tidied up afterwards.
 */
export function planHash(plan: LoadPlan): string {
  const { name: _1, seed: _2, generators: _3, objectives: _4, cleanUp: _5, ...load } = plan;
  const users = plan.requests === undefined ? usersOf(plan) : undefined;
  return createHash('sha256')
    .update(canonicalJson({ ...load, users }))
    .digest('hex')
    .slice(0, 16);
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
