import fc from 'fast-check';
import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { distributionOf, Histogram } from './histogram';

const MAX_US = 4_294_967_295;
// Latencies as they are: mostly small, some huge.
const latency = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.integer({ min: 0, max: 10_000_000 }),
  fc.integer({ min: 0, max: MAX_US }),
);
const latencies = fc.array(latency, { minLength: 1, maxLength: 300 });
const QUANTILES = [0, 0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

function figuresOf(histogram: Histogram) {
  const { count, min, max, mean } = histogram;
  return { count, min, max, mean, quantiles: QUANTILES.map((q) => histogram.quantile(q)) };
}

describe('Histogram', () => {
  it('has no figures while it is empty', () => {
    expect(figuresOf(new Histogram())).toEqual({
      count: 0,
      min: undefined,
      max: undefined,
      mean: undefined,
      quantiles: QUANTILES.map(() => undefined),
    });
  });

  it('is exact below 2,048 µs and within 0.1 % above', () => {
    expect(histogramOf([2047, 5000]).quantile(0.5)).toBe(2047);
    expect(histogramOf([1_000_000, 2_000_000]).quantile(0.5)).toBe(1_000_447);
  });

  it('quantile is the value at rank ceil(q n), never above the maximum', () => {
    const hundred = histogramOf(Array.from({ length: 100 }, (_, at) => at + 1));
    expect([0.5, 0.95, 0.951, 1].map((q) => hundred.quantile(q))).toEqual([50, 95, 96, 100]);
    expect(histogramOf([1_000_000]).quantile(0.5)).toBe(1_000_000);
  });

  it('agrees with the HdrHistogram library at every percentile', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const ours = histogramOf(values);
        const theirs = build({
          lowestDiscernibleValue: 1,
          highestTrackableValue: MAX_US,
          numberOfSignificantValueDigits: 3,
        });
        for (const value of values) theirs.recordValue(value);
        // Theirs rounds a bucket's end above the largest value recorded; ours stops there.
        for (const q of [0.25, 0.5, 0.9, 0.95, 0.99])
          expect(ours.quantile(q)).toBe(
            Math.min(theirs.getValueAtPercentile(q * 100), Math.max(...values)),
          );
      }),
    );
  });

  it('merging is the same as recording everything in one', () => {
    fc.assert(
      fc.property(latencies, latencies, (one, other) => {
        const merged = histogramOf(one);
        merged.merge(histogramOf(other));
        expect(figuresOf(merged)).toEqual(figuresOf(histogramOf([...one, ...other])));
      }),
    );
  });

  it('decodes what it has encoded', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const histogram = histogramOf(values);
        const decoded = Histogram.decode(histogram.encode());
        expect(figuresOf(decoded)).toEqual(figuresOf(histogram));
        expect([...decoded.buckets()]).toEqual([...histogram.buckets()]);
      }),
    );
  });

  it('refuses bytes that were cut off, and keeps what it had', () => {
    fc.assert(
      fc.property(latencies, fc.nat(), (values, cut) => {
        const bytes = histogramOf(values).encode();
        const histogram = histogramOf([7]);
        expect(() => histogram.add(bytes.subarray(0, cut % bytes.length))).toThrow(RangeError);
        expect(figuresOf(histogram)).toEqual(figuresOf(histogramOf([7])));
      }),
    );
  });

  it('refuses bytes whose buckets do not add up to their count', () => {
    const [count, ...rest] = histogramOf([5, 9]).encode();
    for (const wrong of [0, 1, 3])
      expect(() => Histogram.decode(Uint8Array.from([wrong, ...rest]))).toThrow(RangeError);
    expect(Histogram.decode(Uint8Array.from([count ?? 0, ...rest])).count).toBe(2);
  });

  it('takes a hundred samples in at most 400 bytes', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 10_000 + at * 997);
    expect(histogramOf(hundred).encode().length).toBeLessThanOrEqual(400);
  });

  it('is as new after a reset', () => {
    const histogram = histogramOf([5, 50_000, MAX_US]);
    histogram.reset();
    expect(figuresOf(histogram)).toEqual(figuresOf(new Histogram()));
    histogram.record(3);
    expect([...histogram.buckets()]).toEqual([{ fromUs: 3, toUs: 3, count: 1 }]);
  });

  it('clamps what it cannot hold', () => {
    expect(histogramOf([MAX_US + 1000]).max).toBe(MAX_US);
    expect(histogramOf([-1]).max).toBe(0);
  });

  it('buckets hold every value once', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const buckets = [...histogramOf(values).buckets()];
        expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(values.length);
        for (const value of values)
          expect(buckets.some(({ fromUs, toUs }) => fromUs <= value && value <= toUs)).toBe(true);
      }),
    );
  });
});

it('counts the values above another, those in its own bucket not among them', () => {
  const histogram = new Histogram();
  for (const us of [5, 10, 10, 11, 5000, 70_000]) histogram.record(us);
  expect([0, 5, 10, 11, 6000, 70_000, 80_000].map((us) => histogram.countAbove(us))).toEqual([
    6, 5, 3, 2, 1, 0, 0,
  ]);
  expect(new Histogram().countAbove(0)).toBe(0);
});

it('the value at a rank is that of the sorted values, and at the ends beyond them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2047 }), { minLength: 1 }), (values) => {
      const histogram = histogramOf(values);
      const sorted = [...values].sort((a, b) => a - b);
      for (const [index, value] of sorted.entries())
        expect(histogram.valueAtRank(index + 1)).toBe(value);
      expect(histogram.valueAtRank(0)).toBe(sorted[0]);
      expect(histogram.valueAtRank(values.length + 1)).toBe(sorted.at(-1));
    }),
  );
  expect(new Histogram().valueAtRank(1)).toBeUndefined();
});

function distributionHistogramOf(values: number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

it('nothing recorded is no bins', () => {
  expect(distributionOf(new Histogram())).toEqual([]);
});

it('has twelve bins a decade, the empty ones between included', () => {
  const bins = distributionOf(distributionHistogramOf([1000, 1000, 10_500]));
  expect(bins.map((bin) => bin.count)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(bins[0]?.fromUs).toBe(1000);
  expect(bins[12]?.fromUs).toBe(10_000);
});

it('loses no value and leaves no gap between bins', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4_000_000_000 }), { maxLength: 50 }),
      (values) => {
        const bins = distributionOf(distributionHistogramOf(values));
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(values.length);
        for (const [at, bin] of bins.entries())
          if (at > 0) expect(bin.fromUs).toBe(bins[at - 1]?.toUs);
      },
    ),
  );
});
