import { describe, expect, it } from 'vitest';
import { createRandom } from '@/lib/stats/random';
import { forecastGrowth } from './growth';

const DAY = 86_400_000;
const days = (values: readonly number[]) => values.map((value, i) => ({ atMs: i * DAY, value }));
const sharp = (value: number) => ({ value, low: value, high: value });

describe('forecastGrowth', () => {
  it('names the day on which steady growth reaches the line', () => {
    const forecast = forecastGrowth(days([10, 12, 14, 16, 18, 20]), sharp(26), 'linear');
    expect(forecast).toMatchObject({ why: 'crosses', perDay: 2, crossesAtMs: 8 * DAY });
  });

  it('compounds: ten per cent a day doubles in 7.27 days', () => {
    const values = [0, 1, 2, 3, 4, 5].map((day) => 100 * 1.1 ** day);
    const forecast = forecastGrowth(days(values), sharp(200), 'compound');
    expect(forecast?.perDay).toBeCloseTo(0.1, 10);
    expect((forecast?.crossesAtMs ?? 0) / DAY).toBeCloseTo(7.2725, 3);
  });

  it('says nothing of days further ahead than the observations reach back', () => {
    const forecast = forecastGrowth(days([10, 11, 12, 13, 14]), sharp(30), 'linear');
    expect(forecast).toMatchObject({ why: 'too-far', reachesToMs: 8 * DAY });
    expect(forecast?.crossesAtMs).toBeUndefined();
  });

  it('tells what does not grow, and what has crossed already', () => {
    expect(forecastGrowth(days([10, 9, 10, 9, 9]), sharp(30), 'linear')?.why).toBe('not-growing');
    expect(forecastGrowth(days([10, 20, 30, 40]), sharp(35), 'linear')?.why).toBe('crossed');
  });

  it('needs four days', () => {
    expect(forecastGrowth(days([1, 2, 3]), sharp(9), 'linear')).toBeUndefined();
    expect(forecastGrowth(days([0, 0, 1, 2, 3]), sharp(9), 'compound')).toBeUndefined();
  });

  it('has an interval of dates that holds the true one in 19 of 20 histories', () => {
    const random = createRandom(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const trials = 1000;
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const seen = days(Array.from({ length: 30 }, (_, day) => 50 + day + 3 * normal()));
      // 50 + day reaches 90 on day 40.
      const { earliestMs = -Infinity, latestMs = Infinity } =
        forecastGrowth(seen, sharp(90), 'linear') ?? {};
      if (earliestMs <= 40 * DAY + DAY / 24 && 40 * DAY <= latestMs) held += 1;
    }
    expect(held / trials).toBeGreaterThan(0.93);
    expect(held / trials).toBeLessThan(0.98);
  });

  it('allows for the line’s own interval', () => {
    const wide = forecastGrowth(
      days([10, 12, 14, 16, 18, 20]),
      { value: 26, low: 24, high: 28 },
      'linear',
    );
    expect(wide?.earliestMs).toBeCloseTo(7 * DAY, -3);
    expect(wide?.latestMs).toBeCloseTo(9 * DAY, -3);
  });
});
