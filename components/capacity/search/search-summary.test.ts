import { expect, it } from 'vitest';
import type { SearchView } from '@/lib/capacity/model';
import { costLabel, searchAnswer, searchSummary } from './search-summary';

const SEARCH = {
  id: 3,
  status: 'finished',
  target: 'Staging',
  profile: 'Strict',
  unit: 'users',
  steps: [],
  safeThroughput: 45.2,
  result: { safeLoad: 40, breaksAt: 42, confirmed: true, why: 'found' },
  brokeFirst: { result: { broke: 'Response time p95 at most 200 ms, but it was 240 ms.' } },
} as unknown as SearchView;
const step = (number: number, load: number, holds?: boolean) => ({
  number,
  load,
  status: holds === undefined ? 'running' : 'ended',
  result: holds === undefined ? undefined : { holds },
});

it('says the line, how sure it is, and what broke first', () => {
  expect(searchSummary(SEARCH)).toBe(
    'Staging safely carries 40 users at 45.2/s within Strict; 42 users did not meet it. Both edges were confirmed by a repeat. First objective to fail: Response time p95 at most 200 ms, but it was 240 ms.',
  );
  expect(searchAnswer(SEARCH)).toBe('40 users');
});

it('tells while it lasts what the line lies between', () => {
  const steps = [step(1, 10, true), step(2, 20, true), step(3, 40, false), step(4, 28)];
  const live = { ...SEARCH, status: 'running', result: undefined, steps } as unknown as SearchView;
  expect(searchSummary(live)).toBe(
    'The safe load is between 20 and 40 users. Step 4: measuring 28 users.',
  );
  expect(searchAnswer(live)).toBe('searching');
});

it('claims no line that was not found', () => {
  const none = { ...SEARCH, result: { confirmed: false, why: 'nothing-held' } } as SearchView;
  expect(searchSummary(none)).toContain('Even the lowest load did not meet Strict');
  const above = { ...SEARCH, result: { safeLoad: 80, confirmed: false, why: 'bound-held' } };
  expect(searchSummary(above as SearchView)).toContain('The safe load is higher');
  expect(searchAnswer(above as SearchView)).toBe('above 80 users');
});

it('counts what it cost', () => {
  expect(costLabel({ steps: 9, ms: 91_000, requests: 10_306 })).toBe(
    '9 steps, 1\u202fmin 31\u202fs, 10,306 requests',
  );
});
