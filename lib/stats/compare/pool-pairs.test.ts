import { describe, expect, it } from 'vitest';
import { createRandom } from '../random';
import { poolPairs } from './pool-pairs';

describe('poolPairs', () => {
  it('weighs pairs alike that are as sure, and lets their spread widen the interval', () => {
    // By hand: τ² = (Q − 2)/scale = 0.0003, so each weight is 1/0.0004; t(0.975, 2) = 4.3027.
    const pairs = [0.08, 0.1, 0.12].map((step) => ({ step, error: 0.01 }));
    const pooled = poolPairs(pairs);
    expect(pooled?.step).toBeCloseTo(0.1, 10);
    expect(pooled?.between).toBeCloseTo(Math.sqrt(0.0003), 10);
    expect(pooled?.error).toBeCloseTo(0.02 / Math.sqrt(3), 10);
    expect(pooled?.low).toBeCloseTo(0.1 - 4.3027 * 0.011547, 4);
    expect(pooled?.p).toBeCloseTo(0.0131, 3);
  });

  it('does not become surer than the pairs themselves when they happen to agree', () => {
    const pooled = poolPairs([1, 2, 3].map(() => ({ step: 0.1, error: 0.03 })));
    expect(pooled?.between).toBe(0);
    expect(pooled?.error).toBeCloseTo(0.03 / Math.sqrt(3), 10);
  });

  it('takes a single pair as it is, and nothing from none', () => {
    expect(poolPairs([{ step: 0.2, error: 0.1 }])?.low).toBeCloseTo(0.2 - 1.96 * 0.1, 3);
    expect(poolPairs([])).toBeUndefined();
    expect(poolPairs([{ step: Number.NaN, error: 1 }])).toBeUndefined();
  });

  it('says worse or better of equals in at most about 5 % of cases, whatever varies between pairs', () => {
    const random = createRandom(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let said = 0;
    const times = 4000;
    for (let time = 0; time < times; time++) {
      const pairs = [1, 2, 3, 4].map(() => ({
        step: 0.05 * normal() + 0.02 * normal(),
        error: 0.02,
      }));
      if ((poolPairs(pairs)?.p ?? 1) < 0.05) said++;
    }
    expect(said / times).toBeLessThan(0.06);
    expect(said / times).toBeGreaterThan(0.03);
  });
});
