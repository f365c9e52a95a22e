import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OUTCOMES } from '@/lib/stats/outcome';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { packSampleKind, readSamples, sampleChunks, unpackSampleKind } from './samples';
import { openSecondWriter } from './seconds';

const SLOWEST = { orderBy: 'service', descending: true, limit: 2, offset: 0 } as const;

it('keeps a sample’s trace with it, in whatever order it is read', async () => {
  const store = openTestStore();
  const { prisma, sqlite } = store;
  const traced = await insertRun(store);
  const plain = await insertRun(store);
  const samples = [
    { serviceUs: 30, trace: 7 },
    { serviceUs: 10, trace: 0 },
    { serviceUs: 20, trace: 4_294_967_295 },
  ];
  openSecondWriter(sqlite, traced).write(reportOf(0, samples), 1000);
  openSecondWriter(sqlite, plain).write(reportOf(0, [{ serviceUs: 5 }]), 1000);

  const traces = (rows: { trace?: number }[]) => rows.map(({ trace }) => trace);
  expect(traces(readSamples(sqlite, traced, SLOWEST).samples)).toEqual([7, 4_294_967_295]);
  expect(traces([...sampleChunks(sqlite, traced)].flat())).toEqual([7, undefined, 4_294_967_295]);
  expect(traces(readSamples(sqlite, plain, SLOWEST).samples)).toEqual([undefined]);

  const rows = () =>
    sqlite.prepare('SELECT "runId", "sequence" FROM "SampleTrace" ORDER BY 1, 2').raw().all();
  expect(rows()).toEqual([
    [traced, 1],
    [traced, 3],
  ]);
  await prisma.run.delete({ where: { id: traced } });
  expect(rows()).toEqual([]);
});

it('an ok sample of one of the first sixteen endpoints takes one byte', () => {
  expect(packSampleKind(0, 15, 0)).toBe(120);
});

it('unpacks what was packed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: OUTCOMES.length - 1 }),
      fc.integer({ min: 0, max: 4095 }),
      fc.integer({ min: 0, max: 65_535 }),
      (outcome, endpoint, error) => {
        expect(unpackSampleKind(packSampleKind(outcome, endpoint, error))).toEqual({
          outcome: OUTCOMES[outcome],
          endpoint,
          error,
        });
      },
    ),
  );
});

it('refuses a kind with an outcome that does not exist', () => {
  expect(() => unpackSampleKind(7)).toThrow('Sample kind 7 has no known outcome.');
});
