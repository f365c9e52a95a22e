import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '@/lib/stats/random';
import { throughputAt } from './fit-law';
import { fitScaling, predictThroughput } from './fit-scaling';
import { RAYTRACER, SPECSDM91 } from './published';

const near = (value: number | undefined, published: number, share = 0.01) =>
  expect(Math.abs((value ?? Number.NaN) / published - 1)).toBeLessThan(share);

describe('fitScaling on published data', () => {
  it('finds the coefficients and standard errors that the R package usl gives for SPEC SDM91', () => {
    const fit = fitScaling(SPECSDM91);
    expect(fit?.model).toBe('usl');
    near(fit?.law.gamma, 89.995233, 1e-5);
    near(fit?.law.alpha, 0.0277285, 1e-5);
    near(fit?.law.beta, 0.0001044, 1e-3);
    near(fit?.standardErrors?.gamma, 14.2134894, 1e-4);
    near(fit?.standardErrors?.alpha, 0.0091217, 1e-4);
    near(fit?.standardErrors?.beta, 0.0000199, 2e-3);
    expect(fit?.peakN).toBeCloseTo(96.52, 1);
    expect(fit?.peakThroughput).toBeCloseTo(1883.9, 0);
  });

  it('finds the same of the ray tracer, whose throughput has no peak', () => {
    const fit = fitScaling(RAYTRACER);
    near(fit?.law.gamma, 21.848843, 1e-5);
    near(fit?.law.alpha, 0.057771, 1e-4);
    expect(fit?.law.beta).toBe(0);
    near(fit?.standardErrors?.gamma, 2.1961716, 1e-4);
    near(fit?.standardErrors?.alpha, 0.0132933, 1e-4);
    near(fit?.standardErrors?.beta, 0.00011792, 1e-3);
    expect(fit?.model).toBe('amdahl');
    expect(fit?.peakN).toBeUndefined();
    expect(fit?.warnings.map(({ code }) => code)).toContain('no-peak');
  });

  it('weighs points as nls of R 4.2 does', () => {
    const fit = fitScaling(
      SPECSDM91.map((point) => ({ ...point, weight: 1 / point.throughput ** 2 })),
    );
    near(fit?.law.gamma, 67.708985, 1e-5);
    near(fit?.law.alpha, 0.01351523, 1e-5);
    near(fit?.law.beta, 1.1509109e-4, 1e-5);
    near(fit?.standardErrors?.gamma, 4.323225, 1e-4);
    near(fit?.standardErrors?.alpha, 0.0039663245, 1e-4);
    near(fit?.standardErrors?.beta, 2.2462236e-5, 1e-4);
  });
});

const LOADS = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128];

describe('fitScaling', () => {
  it('finds the parameters of any law from points without noise', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 5000, noNaN: true }),
        fc.double({ min: 0.001, max: 0.3, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e-2, noNaN: true }),
        (gamma, alpha, beta) => {
          const law = { gamma, alpha, beta };
          const fit = fitScaling(
            LOADS.map((n) => ({ n, throughput: throughputAt(law, n) })),
            'usl',
          );
          near(fit?.law.gamma, gamma, 1e-4);
          near(fit?.law.alpha, alpha, 1e-3);
          near(fit?.law.beta, beta, 1e-3);
        },
      ),
    );
  });

  it('has intervals that hold the true parameters in 93 to 97 % of noisy measurements', () => {
    const law = { gamma: 40, alpha: 0.05, beta: 0.0004 };
    const random = createRandom(20261123);
    const held = { gamma: 0, alpha: 0, beta: 0 };
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const points = LOADS.map((n) => {
        const throughput = throughputAt(law, n);
        const noisy = throughput * (1 + 0.02 * normal(random));
        return { n, throughput: noisy, weight: 1 / throughput ** 2 };
      });
      const { intervals } = fitScaling(points, 'usl') ?? {};
      for (const name of ['gamma', 'alpha', 'beta'] as const) {
        const [low = 1, high = 0] = intervals?.[name] ?? [];
        if (low <= law[name] && law[name] <= high) held[name] += 1;
      }
    }
    for (const name of ['gamma', 'alpha', 'beta'] as const) {
      expect(held[name] / trials).toBeGreaterThan(0.93);
      expect(held[name] / trials).toBeLessThan(0.97);
    }
  });

  it('prefers a line for points on a line, and makes no forecast past twice the data', () => {
    const points = [1, 2, 4, 8, 16, 32].map((n, i) => ({ n, throughput: 10 * n + (i % 2) * 0.1 }));
    const fit = fitScaling(points);
    expect(fit?.model).toBe('linear');
    expect(fit && predictThroughput(fit, 64)?.throughput).toBeCloseTo(640, -1);
    expect(fit && predictThroughput(fit, 65)).toBeUndefined();
  });

  it('keeps a peak to itself that lies beyond twice the largest load', () => {
    const law = { gamma: 10, alpha: 0.02, beta: 0.00002 };
    const fit = fitScaling(
      [1, 4, 8, 16, 24, 32].map((n) => ({ n, throughput: throughputAt(law, n) })),
      'usl',
    );
    expect(fit?.peakN).toBeUndefined();
    expect(fit?.warnings.map(({ code }) => code)).toContain('beyond-data');
  });

  it('calls a fit poor that explains little, and forecasts nothing from it', () => {
    const fit = fitScaling(
      [5, 40, 8, 50, 6, 45, 7].map((throughput, i) => ({ n: 10 * (i + 1), throughput })),
    );
    expect(fit?.isPoor).toBe(true);
    expect(fit?.peakN).toBeUndefined();
    expect(fit?.warnings.map(({ code }) => code)).toContain('poor-fit');
  });

  it('needs three levels of load', () => {
    expect(
      fitScaling([
        { n: 1, throughput: 10 },
        { n: 2, throughput: 20 },
        { n: 2, throughput: 21 },
      ]),
    ).toBeUndefined();
  });
});

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
