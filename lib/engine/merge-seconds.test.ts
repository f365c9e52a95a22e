import { expect, it } from 'vitest';
import { Histogram } from '@/lib/stats/histogram';
import type { SecondReport } from '@/lib/stats/windows';
import { reportOf } from '@/lib/testing/report-of';
import { SecondMerger } from './merge-seconds';

const failed = (id: number, endpoint: number, message: string, atMs: number) => ({
  id,
  endpoint,
  outcome: 'networkError' as const,
  code: 'ECONNRESET',
  message,
  count: 1,
  firstMs: atMs,
  lastMs: atMs,
});

it('waits for a second of every generator, and makes one of them', () => {
  const merger = new SecondMerger(2);
  expect(merger.add(0, reportOf(0, [{ serviceUs: 10 }]))).toEqual([]);
  expect(merger.add(0, reportOf(1, []))).toEqual([]);
  const [merged, ...others] = merger.add(1, reportOf(0, [{ serviceUs: 30 }]));
  expect(others).toEqual([]);
  expect(merged?.second).toBe(0);
  expect(merged?.tick).toMatchObject({
    activeUsers: 6,
    inFlight: 2,
    eventLoopLagMs: 0.5,
    cpuMs: 10,
  });
  expect([...(merged?.samples.serviceUs ?? [])]).toEqual([10, 30]);
  expect(merged?.windows.map(({ counts }) => counts.ok)).toEqual([2]);
  const response = Histogram.decode(merged?.windows[0]?.response ?? new Uint8Array());
  expect([response.count, response.min, response.max]).toEqual([2, 10, 30]);
});

it('gives endpoints and errors of the same name the same number, whatever the generators call them', () => {
  const merger = new SecondMerger(2);
  merger.add(
    0,
    reportOf(0, [{ endpoint: 1, serviceUs: 1, outcome: 'networkError', error: 1 }], {
      endpoints: ['status', 'start'],
      errors: [failed(1, 1, 'reset', 10)],
    }),
  );
  const [merged] = merger.add(
    1,
    reportOf(
      0,
      [
        { endpoint: 0, serviceUs: 2, outcome: 'networkError', error: 2 },
        { endpoint: 1, serviceUs: 3, outcome: 'networkError', error: 1 },
      ],
      {
        endpoints: ['start', 'export'],
        errors: [failed(1, 1, 'reset', 30), failed(2, 0, 'reset', 20)],
      },
    ),
  );
  expect(merged?.endpoints).toEqual(['status', 'start', 'export']);
  expect([...(merged?.samples.endpoint ?? [])]).toEqual([1, 1, 2]);
  expect([...(merged?.samples.error ?? [])]).toEqual([1, 1, 2]);
  expect(
    merged?.errors.map(({ id, endpoint, count, firstMs, lastMs }) => [
      id,
      endpoint,
      count,
      firstMs,
      lastMs,
    ]),
  ).toEqual([
    [1, 1, 2, 10, 20],
    [2, 2, 1, 30, 30],
  ]);
});

it('goes on without a generator that has ended', () => {
  const merger = new SecondMerger(2);
  const seconds = (reports: SecondReport[]) => reports.map(({ second }) => second);
  merger.add(0, reportOf(0, []));
  merger.add(0, reportOf(1, []));
  expect(seconds(merger.add(1, reportOf(0, [])))).toEqual([0]);
  expect(seconds(merger.end(1))).toEqual([1]);
  expect(seconds(merger.add(0, reportOf(2, [])))).toEqual([2]);
  expect(merger.end(0)).toEqual([]);
});

it('adds up what was skipped by name, whatever the name', () => {
  const merger = new SecondMerger(2);
  const skipped = () => ({ skipped: JSON.parse('{"__proto__":1,"toString":2}') });
  merger.add(0, reportOf(0, [], skipped()));
  const [merged] = merger.add(1, reportOf(0, [], skipped()));
  expect(Object.entries(merged?.tick.skipped ?? {})).toEqual([
    ['__proto__', 2],
    ['toString', 4],
  ]);
});
