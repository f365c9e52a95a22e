import { expect, it } from 'vitest';
import type { Objective } from '@/lib/plan/objective';
import { createAbortWatch } from './create-abort-watch';

const objective: Objective = { metric: 'failureRate', max: 0.1, abortAfterMs: 3000 };
const measured = (requests: number, failures: number) => () => ({
  requests,
  failures,
  locustFailures: 0,
  response: [],
  service: [],
});

it('aborts once the limit has been broken for so long without a pause', () => {
  const watch = createAbortWatch([objective], 0);
  const failures = [5, 5, 0, 5, 5, 5];
  const said = failures.map((failed, second) => watch.add(second, measured(10, failed)));
  expect(said.map(Boolean)).toEqual([false, false, false, false, false, true]);
  expect(said[5]).toBe(objective);
});

it('neither counts seconds without data nor takes them for an end', () => {
  const watch = createAbortWatch([objective], 0);
  const said = [5, 0, 5, 0, 5].map((requests, second) =>
    watch.add(second, measured(requests, requests)),
  );
  expect(said.map(Boolean)).toEqual([false, false, false, false, true]);
});

it('leaves the warm-up and objectives that abort nothing alone', () => {
  const watch = createAbortWatch([{ metric: 'failureRate', max: 0.1 }], 0);
  expect(watch.add(0, measured(1, 1))).toBeUndefined();
  const warm = createAbortWatch([{ ...objective, abortAfterMs: 1000 }], 2000);
  expect([0, 1, 2].map((second) => warm.add(second, measured(1, 1)) !== undefined)).toEqual([
    false,
    false,
    true,
  ]);
});
