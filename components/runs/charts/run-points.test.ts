import { expect, it } from 'vitest';
import type { RunPoint } from '@/lib/runs/model';
import { plotPoints } from './run-points';

const point: RunPoint = {
  atMs: 0,
  users: 20,
  inFlight: 2,
  requestsPerSecond: 7,
  failuresPerSecond: 0,
  p95Ms: 12,
  droppedPerSecond: 0,
  queued: 0,
  eventLoopLagMs: 1,
  endpoints: {},
};

it('draws no throughput for the answers that come in after the load has ended', () => {
  const [during, after] = plotPoints(
    { bucketMs: 1000, points: [point, { ...point, atMs: 60_000 }] },
    60_012,
  );
  expect(during?.values).toMatchObject({ rate: 7, users: 20, p95: 12 });
  expect(after?.values).toMatchObject({ rate: undefined, users: undefined, p95: 12 });
});

it('draws no users at the end of a bucket within which the load has ended', () => {
  const [during] = plotPoints({ bucketMs: 1000, points: [{ ...point, users: 0 }] }, 800);
  expect(during?.values).toMatchObject({ rate: 7, users: undefined });
});
