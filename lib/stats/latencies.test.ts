import { describe, expect, it } from 'vitest';
import { Latencies, latencyFigures } from './latencies';
import { createRandom } from './random';

function recorded(samples: readonly [ms: number, errorMs: number][]): Latencies {
  const latencies = new Latencies();
  for (const [ms, errorMs] of samples)
    latencies.record(ms * 1000, ms * 1000, { responseUs: errorMs * 1000, serviceUs: 0 });
  return latencies;
}

describe('Latencies', () => {
  it('keep the least that each can have been beside what was measured', () => {
    const { response, service } = latencyFigures(
      recorded([
        [1, 0.5],
        [2, 3],
        [1.5, 0],
      ]),
      0,
    );
    expect(response.measured.p50Ms).toBe(1.5);
    expect(response.low?.p50Ms).toBe(0.5);
    expect(response.low?.maxMs).toBe(1.5);
    expect(service.low?.p50Ms).toBe(1.5);
  });

  it('do not know it of all when it is not known of some', () => {
    const latencies = recorded([[1, 0]]);
    const { response, service } = recorded([[2, 0]]).encode();
    latencies.add({ response, service });
    expect(latencies.low).toBeUndefined();
    expect(latencies.encode()).not.toHaveProperty('low');
  });

  it('bound each percentile of what is within each request’s bounds', () => {
    const random = createRandom(4);
    const truth: number[] = [];
    const latencies = new Latencies();
    for (let request = 0; request < 5000; request++) {
      const trueUs = Math.round(1000 * (1 + 50 * random() ** 4));
      const addedUs = random() < 0.05 ? 20_000 * random() : 100 * random();
      truth.push(trueUs);
      // At most: the generator knows no better than that.
      const error = { responseUs: addedUs * (1 + random()), serviceUs: addedUs };
      latencies.record(trueUs + addedUs, trueUs + addedUs, error);
    }
    truth.sort((a, b) => a - b);
    for (const q of [0.5, 0.9, 0.95, 0.99, 0.999]) {
      const trueUs = truth[Math.ceil(q * truth.length) - 1] ?? 0;
      expect(latencies.low?.response.quantile(q, 'lowest')).toBeLessThanOrEqual(trueUs);
      expect(latencies.response.quantile(q)).toBeGreaterThanOrEqual(trueUs);
    }
  });

  it('take what was not measured for the slowest', () => {
    const hundred = recorded(Array.from({ length: 100 }, (_, index) => [index + 1, 0]));
    const { high } = latencyFigures(hundred, 25).response;
    expect(Math.round(high?.p50Ms ?? 0)).toBe(63);
    expect(high?.p90Ms).toBeUndefined();
    expect(high?.maxMs).toBeUndefined();
  });
});

describe('subtract', () => {
  it('leaves what was there before', () => {
    const random = createRandom(7);
    const some = () =>
      recorded(Array.from({ length: 200 }, () => [1000 ** random(), random()] as [number, number]));
    const [kept, taken] = [some(), some()];
    const both = new Latencies();
    both.add(kept.encode());
    both.add(taken.encode());
    both.subtract(taken.encode());
    for (const q of [0.01, 0.5, 0.95])
      expect(both.response.quantile(q)).toBe(kept.response.quantile(q));
    // The maximum is known to within its bucket.
    const [max = 0, keptMax = 0] = [both.response.max, kept.response.max];
    expect(Math.abs(max - keptMax)).toBeLessThanOrEqual(keptMax / 1024);
    expect(both.response.count).toBe(200);
    expect(both.response.mean).toBeCloseTo(kept.response.mean ?? 0, 6);
  });

  it('refuses, and takes nothing, where it was not all in', () => {
    const few = recorded([[1, 0]]);
    expect(() =>
      few.response.subtract(
        recorded([
          [1, 0],
          [2, 0],
        ]).response.encode(),
      ),
    ).toThrow(RangeError);
    expect(few.response.count).toBe(1);
  });
});
