import { createHash } from 'node:crypto';
import type { LoadPlan } from './load-plan';

/**
 * SHA-256 of the load itself, first 16 hex digits: two runs with one hash sent the same kind of
 * load. Name and seed are left out; they change what a plan is called and how its dice fall.
 */
export function planHash(plan: LoadPlan): string {
  const { name: _name, seed: _seed, ...load } = plan;
  return createHash('sha256').update(canonicalJson(load)).digest('hex').slice(0, 16);
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
