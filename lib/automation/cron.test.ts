import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cronProblem, nextTime, timesBetween } from './cron';

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
const BERLIN = 'Europe/Berlin';

/** The times after `from`, so many of them. */
function next(cron: string, zone: string, from: string, many: number): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (let ms: number | undefined = at(from); found.length < many && ms !== undefined; ) {
    ms = nextTime(cron, zone, ms);
    found.push(iso(ms));
  }
  return found;
}

test('a night at 02:30 that is skipped in spring is run after the gap, once', () => {
  expect(next('30 2 * * *', BERLIN, '2026-03-28T12:00:00Z', 2)).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
});

test('a night at 02:30 that is there twice in autumn is run the first time only', () => {
  expect(next('30 2 * * *', BERLIN, '2026-10-24T12:00:00Z', 2)).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

test('every half hour stays every half hour when clocks change', () => {
  const spring = timesBetween(
    '*/30 * * * *',
    BERLIN,
    [at('2026-03-29T00:00:00Z'), at('2026-03-29T02:00:00Z')],
    50,
  );
  expect(spring.map(iso)).toEqual([
    '2026-03-29T00:00:00.000Z',
    '2026-03-29T00:30:00.000Z',
    '2026-03-29T01:00:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-03-29T02:00:00.000Z',
  ]);
});

test('quarters begin in January, April, July and October', () => {
  expect(next('0 4 1 1,4,7,10 *', 'UTC', '2026-11-24T00:00:00Z', 3)).toEqual([
    '2027-01-01T04:00:00.000Z',
    '2027-04-01T04:00:00.000Z',
    '2027-07-01T04:00:00.000Z',
  ]);
});

test('of too many times the last are kept', () => {
  const day = [at('2026-11-01T00:00:00Z'), at('2026-11-04T00:00:00Z')] as const;
  expect(timesBetween('0 * * * *', 'UTC', day, 2).map(iso)).toEqual([
    '2026-11-03T23:00:00.000Z',
    '2026-11-04T00:00:00.000Z',
  ]);
});

test.each([
  ['0 2 * *', 'UTC', 'Must have five fields: minute, hour, day of month, month, day of week.'],
  ['0 0 2 * * *', 'UTC', 'Must have five fields: minute, hour, day of month, month, day of week.'],
  ['0 25 * * *', 'UTC', 'Not a valid cron expression: Invalid value for hour: 25'],
  ['0 2 30 2 *', 'UTC', 'The expression matches no date, so it would never start.'],
  [
    '0 2 * * *',
    'Mars/Olympus',
    '"Mars/Olympus" is not a time zone. Use a name such as Europe/Berlin or UTC.',
  ],
  ['0 2 * * *', BERLIN, undefined],
])('%s in %s: %s', (cron, zone, problem) => {
  expect(cronProblem(cron, zone)).toBe(problem);
});

test('whatever is typed is a problem or a time, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 20 }), (cron, zone) => {
      const problem = cronProblem(cron, zone);
      expect(problem === undefined || problem.length > 10).toBe(true);
    }),
  );
});
