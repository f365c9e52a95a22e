import { expect, it } from 'vitest';
import type { RunDrift } from '@/lib/runs/model';
import { driftSummary } from './drift-summary';

const drift = (over: Partial<RunDrift>): RunDrift => ({
  metric: 'p95Ms',
  perHour: 10,
  lowPerHour: 5,
  highPerHour: 15,
  p: 0.001,
  isSure: true,
  now: 100,
  values: 60,
  ...over,
});

it('says what drifts for certain, and what breaks first of it', () => {
  const hours = (count: number) => count * 3_600_000;
  expect(
    driftSummary([
      drift({ limit: 200, breaksInMs: hours(10) }),
      drift({ metric: 'requestsPerSecond', perHour: -1 }),
      drift({ metric: 'memoryBytes', isSure: false }),
    ]),
  ).toBe(
    'Significant drift: p95 rises, throughput falls. At this rate, p95 violates its objective in 10\u202fh.',
  );
});

it('makes nothing of chance', () => {
  expect(driftSummary([drift({ isSure: false })])).toBe('No significant drift.');
});
