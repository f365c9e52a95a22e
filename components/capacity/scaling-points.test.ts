import { expect, it } from 'vitest';
import type { CapacityPoint } from '@/lib/capacity/model';
import { latencyPoints, scalingPoints } from './scaling-points';

const level = (n: number, throughput: number): CapacityPoint => ({
  run: 1,
  scenario: 'Light',
  startedAt: '',
  seconds: 30,
  load: n,
  n,
  throughput,
  failureRate: 0,
  p50Ms: 10 * n,
  p95Ms: 20 * n,
});
const at = (n: number, beyondData = false) => ({
  n,
  throughput: 5 * n,
  low: 4 * n,
  high: 6 * n,
  beyondData,
});

it('puts measured levels on the law’s own axis, and dashes what is beyond them', () => {
  expect(scalingPoints([level(2, 9)], [at(0), at(2), at(3, true)])).toEqual([
    { x: 0, values: { law: 0, beyond: undefined, low: 0, high: 0 } },
    { x: 2, values: { law: 10, beyond: 10, low: 8, high: 12, measured: 9 } },
    { x: 3, values: { law: undefined, beyond: 15, low: 12, high: 18 } },
  ]);
});

it('keeps two runs at one level apart', () => {
  expect(
    scalingPoints([level(2, 9), level(2, 11)], []).map(({ values }) => values.measured),
  ).toEqual([9, 11]);
});

it('orders response times by throughput', () => {
  expect(latencyPoints([level(4, 12), level(8, 11)]).map(({ x }) => x)).toEqual([11, 12]);
});
