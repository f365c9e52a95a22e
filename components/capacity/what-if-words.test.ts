import { expect, it } from 'vitest';
import type { CapacityPage } from '@/lib/capacity/model';
import { goodputSentence, whatIfSentence } from './what-if-words';

const PAGE = {
  chosen: { unit: 'users' },
  line: { state: 'known', line: { load: 40 } },
  whatIf: {
    asked: { now: 2, after: 4, costFactor: 1 },
    answer: { low: 1.5, high: 2, from: 'law' },
    measured: 0,
  },
} as CapacityPage;

it('says where the line would be, and that it is a model of what', () => {
  expect(whatIfSentence(PAGE)).toBe(
    'With 4 in place of 2 the line would move from 40 users to somewhere between 60 users, if all of the slowing down measured here is of what they share, and 80 users, if none of it is. A search tells.',
  );
});

it('carries on what was measured', () => {
  const answer = { factor: 1.8, low: 1.8, high: 2, from: 'measured' as const };
  expect(whatIfSentence({ ...PAGE, whatIf: { ...PAGE.whatIf, answer, measured: 2 } })).toBe(
    'With 4 in place of 2 the line would move from 40 users to 72 users (in step with the count: 80 users). This carries on what 2 searches measured at different counts; a search tells.',
  );
});

it('says what it lacks', () => {
  const noLine = { ...PAGE, line: { state: 'no-data' as const } };
  expect(whatIfSentence(noLine)).toContain('find the safe load first');
  const noCurve = { ...PAGE, whatIf: { ...PAGE.whatIf, answer: undefined } };
  expect(whatIfSentence(noCurve)).toContain('measure more levels');
});

it('prices a thousand jobs', () => {
  const goodput = {
    goodput: 45.2,
    jobsPerHour: 48_000,
    pricePerHour: 12,
    costPerThousandJobs: 0.25,
  };
  expect(goodputSentence({ goodput })).toBe(
    'At the line its goodput is 45.2/s, about 48,000 jobs started an hour. A thousand jobs cost 0.250, in the currency of the price.',
  );
  expect(goodputSentence({ goodput: {} })).toBe('');
});
