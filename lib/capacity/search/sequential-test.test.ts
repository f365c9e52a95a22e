import { describe, expect, it } from 'vitest';
import { createRandom } from '@/lib/stats/random';
import { createSequentialTest } from './sequential-test';

/** Seconds of `perSecond` requests of which `share` are outside, until it is sure. */
function sureAfter(share: number, perSecond: number, seed: number, atMost = 60) {
  const random = createRandom(seed);
  const test = createSequentialTest(0.05);
  for (let second = 1; second <= atMost; second++) {
    let outside = 0;
    for (let i = 0; i < perSecond; i++) if (random() < share) outside += 1;
    const certainty = test.add({ outside, total: perSecond });
    if (certainty !== 'unsure') return { certainty, second };
  }
  return { certainty: 'unsure' as const, second: atMost };
}

describe('a sequential test of a share', () => {
  it('is sure within four seconds of what is far outside, and within ten of what is far inside', () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(sureAfter(0.8, 100, seed)).toMatchObject({ certainty: 'outside' });
      expect(sureAfter(0.8, 100, seed).second).toBeLessThanOrEqual(4);
      expect(sureAfter(0, 100, seed)).toMatchObject({ certainty: 'within' });
      expect(sureAfter(0, 100, seed).second).toBeLessThanOrEqual(10);
    }
  });

  it('is wrong about a share at the limit in at most 5 % of series, however often it looks', () => {
    let wrong = 0;
    for (let seed = 0; seed < 400; seed++)
      if (sureAfter(0.05, 80, seed, 60).certainty === 'outside') wrong += 1;
    expect(wrong / 400).toBeLessThanOrEqual(0.05);
  });

  it('says nothing of fewer than twenty requests', () => {
    const test = createSequentialTest(0.05);
    for (let second = 0; second < 9; second++)
      expect(test.add({ outside: 2, total: 2 })).toBe('unsure');
    expect(test.add({ outside: 2, total: 2 })).toBe('outside');
    expect(test.share).toBe(1);
  });
});
