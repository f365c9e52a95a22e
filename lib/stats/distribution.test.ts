import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distributionOf } from './distribution';
import { Histogram } from './histogram';

function histogramOf(values: number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

it('nothing recorded is no bins', () => {
  expect(distributionOf(new Histogram())).toEqual([]);
});

it('has twelve bins a decade, the empty ones between included', () => {
  const bins = distributionOf(histogramOf([1000, 1000, 10_500]));
  expect(bins.map((bin) => bin.count)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(bins[0]?.fromUs).toBe(1000);
  expect(bins[12]?.fromUs).toBe(10_000);
});

it('loses no value and leaves no gap between bins', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4_000_000_000 }), { maxLength: 50 }),
      (values) => {
        const bins = distributionOf(histogramOf(values));
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(values.length);
        for (const [at, bin] of bins.entries())
          if (at > 0) expect(bin.fromUs).toBe(bins[at - 1]?.toUs);
      },
    ),
  );
});
