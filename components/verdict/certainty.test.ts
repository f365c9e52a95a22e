import { expect, it } from 'vitest';
import { certaintyLabel } from './certainty';

it('gives an interval with its unit once, unless its ends have two', () => {
  expect(certaintyLabel({ lowMs: 224.2, highMs: 240, requestsNeeded: 0 })).toBe(
    '224 to 240\u202fms',
  );
  expect(certaintyLabel({ lowMs: 980, highMs: 1020, requestsNeeded: 0 })).toBe(
    '980\u202fms to 1.02\u202fs',
  );
});

it('says how many more requests a percentile needs', () => {
  expect(certaintyLabel({ requestsNeeded: 1204 })).toBe('needs 1,204 more requests');
  expect(certaintyLabel({ requestsNeeded: 1 })).toBe('needs 1 more request');
  expect(certaintyLabel({ requestsNeeded: 0 })).toBeUndefined();
});
