import { expect, it } from 'vitest';
import type { PhaseSummary } from '@/lib/runs/model';
import { byEndpoint, meanTotalMs, timeShares } from './phases';

const phase = (
  endpoint: string,
  phase: PhaseSummary['phase'],
  samples: number,
  meanMs?: number,
): PhaseSummary => ({ endpoint, phase, latency: { samples, meanMs } });

it('weighs a phase by how many requests had it', () => {
  expect(
    timeShares([
      phase('a', 'connect', 1, 100),
      phase('a', 'firstByte', 100, 8.5),
      phase('a', 'transfer', 100, 0.5),
    ]),
  ).toEqual([0.1, 0.85, 0.05]);
  expect(timeShares([phase('a', 'tls', 0)])).toEqual([0]);
});

it('keeps an endpoint’s phases together', () => {
  expect(
    byEndpoint([phase('a', 'connect', 1), phase('b', 'connect', 1), phase('a', 'transfer', 1)]).map(
      ([name, phases]) => [name, phases.length],
    ),
  ).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

it('adds the phases up to what a request took on average', () => {
  expect(meanTotalMs([phase('a', 'connect', 1, 100), phase('a', 'firstByte', 100, 9)])).toBe(10);
  expect(meanTotalMs([])).toBe(0);
});
