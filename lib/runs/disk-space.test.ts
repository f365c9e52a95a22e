import { expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { openTestStore } from '@/lib/testing/open-test-store';
import { spaceProblem } from './disk-space';

const HOUR_MS = 3_600_000;

/** An hour of 1,000 requests per second, 3.6 million of them: 100.8 MB, and 3.6 MB of seconds. */
const open = (over: object = {}) =>
  parsePlan({
    name: 'Open',
    load: {
      model: 'open',
      arrivals: 'constant',
      stages: [{ durationMs: HOUR_MS, ratePerSecond: 1000 }],
    },
    ...over,
  });

const closed = (waitMs: object, generators?: number) =>
  parsePlan({
    name: 'Closed',
    load: {
      model: 'closed',
      stages: [{ users: 5000, spawnPerSecond: 5000, durationMs: HOUR_MS }],
      waitMs,
    },
    generators,
  });

const NEEDED = (100_800_000 + 3_600_000) * 1.2 + 50_000_000;

it('a run fits to the last byte, and says what is missing where it does not', () => {
  const store = openTestStore();
  expect(spaceProblem(store, open(), NEEDED)).toBeUndefined();
  const problem = spaceProblem(store, open(), NEEDED - 1_000_000);
  expect(problem?.reason).toMatch(
    /^The run may need 175\sMB on the disk of .+, where 174\sMB are free\.$/u,
  );
  expect(problem?.advice).toContain('PLIMSOLL_DATA_DIR');
});

it('what ends the load sooner makes it smaller', () => {
  const few = open({ stopAfter: { requests: 1000 } });
  expect(spaceProblem(openTestStore(), few, 60_000_000)).toBeUndefined();
});

it('users who hardly wait send no more than a generator can', () => {
  const store = openTestStore();
  // 30,000 per second and generator: 108 million in the hour, and not 18 thousand million.
  const most = (108_000_000 * 28 + 3_600_000) * 1.2 + 50_000_000;
  const hardly = { min: 1, max: 1 };
  expect(spaceProblem(store, closed(hardly), most)).toBeUndefined();
  expect(spaceProblem(store, closed(hardly), most - 1)).toBeDefined();
  expect(spaceProblem(store, closed(hardly, 2), most)).toBeDefined();
});

it('of users who do not wait at all nothing is known: only a disk that is full already is refused', () => {
  const store = openTestStore();
  const never = closed({ min: 0, max: 0 });
  expect(spaceProblem(store, never, 60_000_000)).toBeUndefined();
  expect(spaceProblem(store, never, 50_000_000)?.reason).toContain('are free');
});

it('asks the disk itself where it is told nothing', () => {
  const small = closed({ min: 0, max: 0 });
  expect(spaceProblem(openTestStore(), small)).toBeUndefined();
});
