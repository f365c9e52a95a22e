import { expect, it, onTestFinished } from 'vitest';
import { getRun } from '@/lib/runs/get-run';
import { startRun } from '@/lib/runs/start-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer } from '@/lib/testing/start-server';
import { claimRun } from './claim-run';
import { executeRun } from './execute-run';

const PLAN = {
  name: 'Ping',
  load: {
    model: 'closed',
    waitMs: { min: 10, max: 10 },
    stages: [{ users: 5, spawnPerSecond: 50, durationMs: 20_000 }],
  },
  requests: [{ name: 'ping', weight: 1, http: { method: 'GET', path: '/' } }],
};

async function execute(over: object) {
  const store = openTestStore();
  const { url } = await startHttpServer((request, response) => {
    request.resume();
    response.end('{}');
  });
  const { number } = await startRun(store, { plan: PLAN, targetUrl: url, ...over });
  const lease = await claimRun(store, number, 'w1');
  if (lease === undefined) throw new Error('not claimed');
  await executeRun(store, lease);
  return (await getRun(store, number))?.state;
}

it('a run ends when it has sent as many requests as the installation allows', async () => {
  process.env.PLIMSOLL_MAX_REQUESTS = '600';
  onTestFinished(() => void delete process.env.PLIMSOLL_MAX_REQUESTS);
  const state = await execute({});
  expect(state).toMatchObject({
    status: 'stopped',
    failureReason:
      'Stopped: the run sent as many requests as this installation allows (PLIMSOLL_MAX_REQUESTS).',
  });
  // It is looked at once a second: at most two seconds' requests too many.
  expect(state?.totals.requests).toBeGreaterThanOrEqual(600);
  expect(state?.totals.requests).toBeLessThan(2000);
});

it('a run that is to be watched ends when nobody does', async () => {
  const state = await execute({ stopUnwatchedAfterMs: 5000 });
  expect(state).toMatchObject({
    status: 'stopped',
    failureReason: expect.stringMatching(/^Stopped: nobody watched the run for 5\ss\.$/u),
  });
  expect(state?.progress.elapsedMs).toBeLessThan(10_000);
});

it('a second run of one host waits until the first has ended', async () => {
  const store = openTestStore();
  const targetUrl = 'http://127.0.0.1:1/';
  const [first, second, beside] = [
    await startRun(store, { plan: PLAN, targetUrl }),
    await startRun(store, { plan: PLAN, targetUrl }),
    await startRun(store, { plan: PLAN, targetUrl, besideOthers: true }),
  ];
  const lease = await claimRun(store, first.number, 'w1');
  const waitsFor: number[] = [];
  const claimed = claimRun(store, second.number, 'w2', { onWait: (run) => waitsFor.push(run) });
  await expect.poll(() => waitsFor).toEqual([first.number]);
  expect(await claimRun(store, beside.number, 'w3')).toBeDefined();
  await store.prisma.run.update({ where: { id: first.number }, data: { loadedHost: null } });
  expect(await claimed).toMatchObject({ id: second.number });
  expect(lease).toBeDefined();
});
