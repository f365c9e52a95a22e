import { fitScaling } from '@/lib/capacity/fitting/fit-scaling';
import { throughputAt } from '@/lib/capacity/scaling-law';
import { createSequentialTest } from '@/lib/capacity/search/sequential-test';
import { createRandom } from '@/lib/stats/random';

const LAW = { gamma: 40, alpha: 0.05, beta: 0.0004 };
const LOADS = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128];

function normalOf(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** How often the intervals of γ, α and β hold the true value, by the noise of a measurement. */
export function scalingCoverage(trials: number): string[] {
  return [0.01, 0.02, 0.05].map((noise) => {
    const normal = normalOf(createRandom(7));
    const held = { gamma: 0, alpha: 0, beta: 0 };
    let preferred = 0;
    for (let trial = 0; trial < trials; trial++) {
      const points = LOADS.map((n) => {
        const throughput = throughputAt(LAW, n);
        return { n, throughput: throughput * (1 + noise * normal()), weight: 1 / throughput ** 2 };
      });
      if (fitScaling(points)?.model === 'usl') preferred += 1;
      const { intervals } = fitScaling(points, 'usl') ?? {};
      for (const name of ['gamma', 'alpha', 'beta'] as const) {
        const [low = 1, high = 0] = intervals?.[name] ?? [];
        if (low <= LAW[name] && LAW[name] <= high) held[name] += 1;
      }
    }
    const share = (count: number) => `${((100 * count) / trials).toFixed(1)} %`;
    return `| ${noise * 100} % | ${share(held.gamma)} | ${share(held.alpha)} | ${share(held.beta)} | ${share(preferred)} |`;
  });
}

/** What the sequential test says of a minute of 100 requests a second, by the share outside. 5 % are allowed. */
export function sequentialErrors(trials: number): string[] {
  return [0, 0.03, 0.045, 0.05, 0.055, 0.07, 0.2].flatMap((share) =>
    [0, 0.5].map((likeness) => {
      const said = { within: 0, outside: 0, unsure: 0 };
      let seconds = 0;
      for (let trial = 0; trial < trials; trial++) {
        const answer = sayOf(share, likeness, trial);
        said[answer.certainty] += 1;
        seconds += answer.second;
      }
      const of = (count: number) => `${((100 * count) / trials).toFixed(1)} %`;
      return `| ${Number((share * 100).toPrecision(3))} % | ${likeness === 0 ? 'no' : 'yes'} | ${of(said.within)} | ${of(said.outside)} | ${(seconds / trials).toFixed(1)} s |`;
    }),
  );
}

/** With likeness, seconds of many and of few follow one another: a share that wanders around `share`. */
function sayOf(share: number, likeness: number, seed: number) {
  const random = createRandom(seed, 3);
  const normal = normalOf(random);
  const test = createSequentialTest(0.05);
  let level = 0;
  for (let second = 1; second <= 60; second++) {
    level = likeness * level + normal();
    const now = share * Math.max(0, 1 + likeness * 0.6 * level);
    let outside = 0;
    for (let i = 0; i < 100; i++) if (random() < now) outside += 1;
    const certainty = test.add({ outside, total: 100 });
    if (certainty !== 'unsure') return { certainty, second };
  }
  return { certainty: 'unsure' as const, second: 60 };
}
