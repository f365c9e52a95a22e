import { describe, expect, it } from 'vitest';
import { histogramQuantile } from './histogram-quantile';

const BUCKETS = [
  { le: 0.1, count: 10 },
  { le: 0.5, count: 30 },
  { le: Number.POSITIVE_INFINITY, count: 40 },
];

describe('histogramQuantile', () => {
  it('interpolates within the bucket that holds the rank', () => {
    expect(histogramQuantile(0.125, BUCKETS)).toBe(0.05);
    expect(histogramQuantile(0.5, BUCKETS)).toBeCloseTo(0.3, 12);
    expect(histogramQuantile(0.75, BUCKETS)).toBe(0.5);
  });

  it('is the highest finite bound where the rank lies beyond it', () => {
    expect(histogramQuantile(0.95, BUCKETS)).toBe(0.5);
  });

  it('does not mind the order of buckets, nor one that tells less than a narrower one', () => {
    const odd = [
      { le: Number.POSITIVE_INFINITY, count: 4 },
      { le: 2, count: 2 },
      { le: 1, count: 3 },
    ];
    expect(histogramQuantile(0.5, odd)).toBeCloseTo(0.6667, 4);
  });

  it('is undefined without observations, or without all buckets', () => {
    expect(histogramQuantile(0.5, [])).toBeUndefined();
    expect(histogramQuantile(0.5, BUCKETS.slice(0, 2))).toBeUndefined();
    expect(histogramQuantile(0.5, BUCKETS.slice(2))).toBeUndefined();
    expect(
      histogramQuantile(
        0.5,
        BUCKETS.map(({ le }) => ({ le, count: 0 })),
      ),
    ).toBeUndefined();
  });
});
