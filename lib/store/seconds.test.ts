import { expect, it } from 'vitest';
import { Histogram } from '@/lib/stats/histogram';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { HoldLost } from './queue/hold';
import { readSamples } from './samples';
import { openSecondWriter, readSeconds } from './seconds';

const ALL = { orderBy: 'sequence', descending: false, limit: 100, offset: 0 } as const;

it('what was written of a second is read again as it was', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  const report = reportOf(0, [
    { serviceUs: 1500, intendedUs: 250_000, sendDelayUs: 30 },
    { serviceUs: 2500, endpoint: 1, outcome: 'rpcError', error: 1 },
  ]);
  openSecondWriter(store.sqlite, runId).write(report, 1000);

  const [second] = readSeconds(store.sqlite, runId);
  expect(second?.tick).toEqual(report.tick);
  expect(second?.windows.map(({ endpoint, counts }) => [endpoint, counts])).toEqual(
    report.windows.map(({ endpoint, counts }) => [endpoint, counts]),
  );
  expect(Histogram.decode(second?.windows[0]?.response ?? new Uint8Array()).max).toBe(1530);
  expect(readSamples(store.sqlite, runId, ALL)).toEqual({
    total: 2,
    samples: [
      {
        sequence: 1,
        endpoint: 0,
        outcome: 'ok',
        error: 0,
        intendedUs: 250_000,
        sendDelayUs: 30,
        serviceUs: 1500,
      },
      {
        sequence: 2,
        endpoint: 1,
        outcome: 'rpcError',
        error: 1,
        intendedUs: 0,
        sendDelayUs: 0,
        serviceUs: 2500,
      },
    ],
  });
});

it('numbers samples on from second to second', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  const writer = openSecondWriter(store.sqlite, runId);
  writer.write(reportOf(0, [{ serviceUs: 1 }, { serviceUs: 2 }]), 1000);
  writer.write(reportOf(1, [{ serviceUs: 3 }]), 2000);
  const { samples } = readSamples(store.sqlite, runId, ALL);
  expect(samples.map((sample) => [sample.sequence, sample.serviceUs])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

it('keeps nothing of a second that could not be written whole, and can write it again', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  const writer = openSecondWriter(store.sqlite, runId);
  const report = reportOf(0, [{ serviceUs: 1 }]);
  const twice = { ...report, windows: [...report.windows, ...report.windows] };
  expect(() => writer.write(twice, 1000)).toThrow('UNIQUE constraint failed');
  expect(readSamples(store.sqlite, runId, ALL).total).toBe(0);
  expect([...readSeconds(store.sqlite, runId)]).toEqual([]);
  writer.write(report, 1000);
  expect(readSamples(store.sqlite, runId, ALL).total).toBe(1);
});

it('adds up an error group over the seconds it is seen in', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  const writer = openSecondWriter(store.sqlite, runId);
  const error = {
    id: 1,
    endpoint: 0,
    outcome: 'rpcError',
    code: '-32001',
    message: 'no job',
  } as const;
  writer.write(reportOf(0, [], { errors: [{ ...error, count: 2, firstMs: 100, lastMs: 900 }] }), 1);
  writer.write(
    reportOf(1, [], { errors: [{ ...error, count: 3, firstMs: 1100, lastMs: 1900 }] }),
    2,
  );
  expect(await store.prisma.errorGroup.findMany()).toEqual([
    { runId, ...error, count: 5, firstMs: 100, lastMs: 1900 },
  ]);
});

it('filters and sorts samples as asked', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  openSecondWriter(store.sqlite, runId).write(
    reportOf(0, [
      { serviceUs: 5000, intendedUs: 1_000_000 },
      { serviceUs: 9000, intendedUs: 2_000_000, endpoint: 1 },
      { serviceUs: 7000, intendedUs: 3_000_000, outcome: 'timeout', error: 2, sendDelayUs: 4000 },
    ]),
    1000,
  );
  const sequences = (filter: Partial<Parameters<typeof readSamples>[2]>) =>
    readSamples(store.sqlite, runId, { ...ALL, ...filter }).samples.map((one) => one.sequence);
  expect(sequences({ orderBy: 'response', descending: true })).toEqual([3, 2, 1]);
  expect(sequences({ orderBy: 'service', descending: true })).toEqual([2, 3, 1]);
  expect(sequences({ endpoint: 1 })).toEqual([2]);
  expect(sequences({ failedOnly: true })).toEqual([3]);
  expect(sequences({ outcomeCode: 3 })).toEqual([3]);
  expect(sequences({ error: 2 })).toEqual([3]);
  expect(sequences({ minResponseUs: 9000 })).toEqual([2, 3]);
  expect(sequences({ fromUs: 2_000_000, toUs: 3_000_000 })).toEqual([2]);
  expect(sequences({ limit: 1, offset: 1 })).toEqual([2]);
});

it('is fenced: of a run that was ended, or is another worker’s, nothing is written', async () => {
  const store = openTestStore();
  const { sqlite, prisma } = store;
  const number = await insertRun(store, { workerId: 'w1' });
  const count = () => prisma.sample.count({ where: { runId: number } });
  const writer = openSecondWriter(sqlite, number, 'w1');
  writer.write(reportOf(0, [{ serviceUs: 10 }]), 1_700_000_000_500);
  expect(await count()).toBe(1);
  await prisma.run.update({ where: { id: number }, data: { workerId: 'w2' } });
  expect(() => writer.write(reportOf(1, [{ serviceUs: 10 }]), 0)).toThrow(HoldLost);
  await prisma.run.update({
    where: { id: number },
    data: { workerId: 'w1', status: 'interrupted' },
  });
  expect(() => writer.write(reportOf(1, [{ serviceUs: 10 }]), 0)).toThrow(
    `Run ${number} is no longer held by this process: it was ended while this one could not write.`,
  );
  expect(await count()).toBe(1);
  const run = await prisma.run.findUniqueOrThrow({ where: { id: number } });
  expect(run.heartbeatAt?.getTime()).toBe(1_700_000_000_500);
});
