import { expect, it } from 'vitest';
import type { ErrorRecord } from '@/lib/stats/windows';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf, type TestSample } from '@/lib/testing/report-of';
import { endRun } from './end-run';
import { runEvidence } from './findings';
import { getRun } from './get-run';

const PLAN = JSON.stringify({
  name: 'Test',
  load: { model: 'closed', stages: [{ users: 3, spawnPerSecond: 3, durationMs: 12_000 }] },
  warmUpMs: 2000,
});
const refused: ErrorRecord = {
  id: 1,
  endpoint: 0,
  outcome: 'httpError',
  code: '429',
  message: 'Slow down.',
  count: 1,
  firstMs: 0,
  lastMs: 0,
};

/** Twelve seconds of twenty requests each; from the sixth on, a quarter of them refused. */
async function storedRun() {
  const store = openTestStore();
  const number = await insertRun(store, { plan: PLAN, plannedMs: 12_000 });
  const writer = openSecondWriter(store.sqlite, number);
  for (let second = 0; second < 12; second++) {
    const samples = Array.from({ length: 20 }, (_, index): TestSample => {
      const fails = second >= 6 && index % 4 === 0;
      const intendedUs = second * 1_000_000 + index * 45_000;
      const outcome = fails ? ({ outcome: 'httpError', error: 1 } as const) : {};
      return { serviceUs: 10_000, intendedUs, ...outcome };
    });
    const errors = second >= 6 ? [refused] : [];
    writer.write(reportOf(second, samples, { errors }), Date.now());
  }
  return { store, number, writer };
}

it('counts whole seconds under load, and failures where they ended', async () => {
  const { store, number } = await storedRun();
  await store.prisma.runMark.createMany({
    data: [
      { runId: number, kind: 'pause', atMs: 8500 },
      { runId: number, kind: 'resume', atMs: 9200 },
    ],
  });
  const { seconds, ...rest } = await runEvidence(store, { id: number, plan: PLAN }, 11_500);
  expect(seconds.map(({ atMs }) => atMs)).toEqual([2000, 3000, 4000, 5000, 6000, 7000, 10_000]);
  expect(seconds[4]).toMatchObject({ requests: 20, p50Ms: 10, errors: { 1: 5 }, users: 3 });
  expect(seconds[0]?.errors).toEqual({});
  expect(rest).toMatchObject({
    model: 'closed',
    timeoutMs: 30_000,
    errors: [{ id: 1, endpoint: 'a', code: '429' }],
    stalls: [],
    target: {},
  });
});

it('sees silences by the requests’ own times, and whose they were', async () => {
  const { store, number, writer } = await storedRun();
  const held = [12_050_000, 12_100_000, 12_200_000, 12_300_000].map((intendedUs, index) => ({
    intendedUs,
    serviceUs: 13_600_000 + index * 1000 - intendedUs,
    endpoint: index % 2,
  }));
  writer.write(reportOf(13, held), Date.now());
  const { stalls } = await runEvidence(store, { id: number, plan: PLAN }, 15_000);
  expect(stalls).toEqual([{ fromMs: 11_865, toMs: 13_600, waiting: 4, methods: ['a', 'b'] }]);
});

it('is what a run’s findings are made of when it ends', async () => {
  const { store, number } = await storedRun();
  await endRun(store, number, { status: 'finished', endedAt: new Date(), durationMs: 12_000 });
  const { findings } = (await getRun(store, number)) ?? {};
  expect(findings).toMatchObject([
    { code: 'rate-limiting', spans: [{ fromMs: 6000, toMs: 12_000 }] },
  ]);
});

it('is not looked at in a run that was too short to tell', async () => {
  const { store, number } = await storedRun();
  await endRun(store, number, { status: 'stopped', endedAt: new Date(), durationMs: 9000 });
  expect((await getRun(store, number))?.findings).toBeUndefined();
});
