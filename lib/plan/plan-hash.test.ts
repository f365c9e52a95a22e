import { expect, it } from 'vitest';
import type { LoadPlan } from './load-plan';
import { planHash } from './plan-hash';

const PLAN: LoadPlan = {
  name: 'Moderate',
  load: { model: 'closed', stages: [{ users: 100, spawnPerSecond: 10, durationMs: 600_000 }] },
  users: [{ behaviour: 'training-api', weight: 1 }],
  timeoutMs: 30_000,
};

it('is the same on every machine', () => {
  expect(planHash(PLAN)).toBe('c377c0f1b75c15f0');
});

it('does not depend on the order of fields, the name or the seed', () => {
  const { name, load, users, timeoutMs } = PLAN;
  expect(planHash({ timeoutMs, users, load, name, seed: 4 })).toBe(planHash(PLAN));
  expect(planHash({ ...PLAN, name: `${name} again` })).toBe(planHash(PLAN));
});

it('changes with the load', () => {
  expect(planHash({ ...PLAN, timeoutMs: 1000 })).not.toBe(planHash(PLAN));
});

it('of a plan that leaves its users out is the hash of training-api users', () => {
  const { users: _users, ...plan } = PLAN;
  expect(planHash(plan)).toBe(planHash(PLAN));
});

it('does not change with what is judged, tidied up, or shared between threads', () => {
  const objectives = [{ metric: 'p95' as const, max: 500 }];
  expect(planHash({ ...PLAN, objectives, cleanUp: 'never', generators: 4 })).toBe(planHash(PLAN));
});

it('changes with the connection, the warm-up and the requests', () => {
  const { users: _users, ...plan } = PLAN;
  const rpc = { method: 'training.get_status' };
  const hashes = [
    PLAN,
    { ...PLAN, connection: { keepAlive: false } },
    { ...PLAN, warmUpMs: 5000 },
    { ...plan, requests: [{ name: 'status', weight: 1, rpc }] },
  ].map(planHash);
  expect(new Set(hashes).size).toBe(4);
});
