import { expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { seedStore } from '@/lib/store/get-store';
import { saveTarget } from '@/lib/targets/targets';
import { errorOf } from '@/lib/testing/error-of';
import { openTestStore } from '@/lib/testing/open-test-store';
import { type StartInput, startSchema } from './start-input';
import { startRun } from './start-run';

async function seededStore() {
  const store = openTestStore();
  await seedStore(store, { REFERENCE_PORT: '9001' });
  return store;
}

it('queues a run with a snapshot of the scaled plan, its hash and a seed', async () => {
  const store = await seededStore();
  const { number } = await startRun(store, {
    scenario: 'moderate',
    target: 'Reference service',
    users: 50,
    durationMs: 30_000,
    seed: 7,
  });
  const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  expect(run).toMatchObject({
    status: 'queued',
    scenarioName: 'Moderate',
    scenarioVersion: 1,
    targetName: 'Reference service',
    targetUrl: 'http://127.0.0.1:9001/api/v1/jsonrpc',
    seed: 7,
    peakUsers: 50,
    plannedMs: 30_000,
    startedAt: null,
    requests: null,
  });
  expect(parsePlan(JSON.parse(run.plan)).load).toEqual({
    model: 'closed',
    stages: [{ users: 50, spawnPerSecond: 5, durationMs: 30_000 }],
  });
  expect(run.planHash).toMatch(/^[0-9a-f]{16}$/);
});

it('switches the trace context on or off, and leaves it as the plan has it otherwise', async () => {
  const store = openTestStore();
  const plan = (connection?: object) => ({
    name: 'Mine',
    load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] },
    users: [{ behaviour: 'burst', weight: 1 }],
    connection,
  });
  const started = async (connection: object | undefined, traceContext?: boolean) => {
    const input = { plan: plan(connection), targetUrl: 'http://127.0.0.1:1/', traceContext };
    const { number } = await startRun(store, input);
    const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
    return { connection: parsePlan(JSON.parse(run.plan)).connection, hash: run.planHash };
  };
  const [plain, on] = [await started(undefined), await started(undefined, true)];
  expect(plain.connection).toBeUndefined();
  expect(on.connection).toEqual({ traceContext: true });
  // A service does more for a request that is traced: it is not the same load.
  expect(on.hash).not.toBe(plain.hash);
  expect(await started({ http: '2', traceContext: true })).toMatchObject({
    connection: { http: '2', traceContext: true },
  });
  expect((await started({ http: '2', traceContext: true }, false)).connection).toEqual({
    http: '2',
  });
  expect(await started({ traceContext: true }, false)).toEqual(plain);
});

it('runs a plan of one’s own against a bare URL, nothing configured', async () => {
  const store = openTestStore();
  const plan = {
    name: 'Mine',
    seed: 11,
    load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] },
    users: [{ behaviour: 'burst', weight: 1 }],
  };
  const { number } = await startRun(store, { plan, targetUrl: 'http://127.0.0.1:7000/rpc' });
  const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  expect(run).toMatchObject({
    scenarioName: 'Mine',
    scenarioId: null,
    targetId: null,
    targetName: '127.0.0.1:7000',
    seed: 11,
  });
});

it('lists every problem of the request at once', async () => {
  const error = await errorOf(
    startRun(await seededStore(), { users: 0, durationMs: 10, targetUrl: 'ftp://x/' }),
  );
  expect(error.code).toBe('invalid-input');
  expect(error.problems).toEqual([
    { path: 'targetUrl', message: 'must start with http:// or https://, not ftp://.' },
    { path: 'users', message: 'must be at least 1 user.' },
    { path: 'durationMs', message: 'must be at least 1 second.' },
    { path: 'scenario', message: 'is required.' },
  ]);
});

it('names the scenarios and targets there are when one is not found', async () => {
  const store = await seededStore();
  const noScenario = await errorOf(startRun(store, { scenario: 'mild', target: 1 }));
  expect([noScenario.code, noScenario.problems]).toEqual([
    'invalid-input',
    [
      {
        path: 'scenario',
        message:
          '"mild" does not exist. Available: light, moderate, heavy, stress, gradual-ramp, burst.',
      },
    ],
  ]);
  const noTarget = await errorOf(startRun(store, { scenario: 'light', target: 'Staging' }));
  expect(noTarget.problems).toEqual([
    { path: 'target', message: '"Staging" does not exist. Available: "Reference service".' },
  ]);
});

it('a run keeps its target’s address when the target is changed afterwards', async () => {
  const store = await seededStore();
  const { number } = await startRun(store, { scenario: 'light', target: 1 });
  await saveTarget(store, { id: 1, name: 'Moved', url: 'http://127.0.0.1:5/' });
  const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  expect([run.targetName, run.targetUrl]).toEqual([
    'Reference service',
    'http://127.0.0.1:9001/api/v1/jsonrpc',
  ]);
});

it('brings an open plan to the rate asked for, and keeps its highest rate with the run', async () => {
  const store = openTestStore();
  const plan = {
    name: 'Open',
    load: {
      model: 'open',
      arrivals: 'poisson',
      stages: [{ durationMs: 60_000, ratePerSecond: 50 }],
    },
  };
  const targetUrl = 'http://127.0.0.1:9001/rpc';
  const { number } = await startRun(store, { plan, targetUrl, ratePerSecond: 20 });
  const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  expect(run).toMatchObject({ peakUsers: 0, peakRate: 20, plannedMs: 60_000 });
  expect(parsePlan(JSON.parse(run.plan)).load).toMatchObject({ stages: [{ ratePerSecond: 20 }] });
});

it('refuses users for a plan of a rate, and a rate for a plan of users', async () => {
  const store = await seededStore();
  const open = {
    name: 'Open',
    load: { model: 'open', arrivals: 'constant', stages: [{ durationMs: 1000, ratePerSecond: 5 }] },
  };
  const target = 'Reference service';
  const both = await Promise.all([
    errorOf(startRun(store, { plan: open, target, users: 5 })),
    errorOf(startRun(store, { scenario: 'light', target, ratePerSecond: 5 })),
  ]);
  expect(both.map(({ problems }) => problems)).toEqual([
    [
      {
        path: 'users',
        message: 'do not apply: this plan has an arrival rate. Set the rate instead.',
      },
    ],
    [
      {
        path: 'ratePerSecond',
        message: 'does not apply: this plan has virtual users. Set the users instead.',
      },
    ],
  ]);
});

it('says what was not chosen beside what is wrong, and also where nothing else is', async () => {
  const problems = async (input: StartInput) =>
    (await errorOf(startRun(openTestStore(), input))).problems;
  expect(await problems({ users: 0 })).toEqual([
    { path: 'users', message: 'must be at least 1 user.' },
    { path: 'scenario', message: 'is required.' },
    { path: 'target', message: 'is required.' },
  ]);
  expect(await problems({ scenario: 'light' })).toEqual([
    { path: 'target', message: 'is required.' },
  ]);
  expect(startSchema.safeParse('light').error?.issues.map(({ path }) => path)).toEqual([[]]);
});

it('is refused, and queues nothing, where the disk has no room for it', async () => {
  const store = await seededStore();
  const input = { scenario: 'light', target: 'Reference service' };
  const error = await errorOf(startRun(store, input, { roomBytes: 1_000_000 }));
  expect(error.code).toBe('unavailable');
  expect(error.message).toMatch(/^The run may need [\d.]+\sMB .+ 1\.00\sMB are free\. Free some/u);
  expect(await store.prisma.run.count()).toBe(0);
});
