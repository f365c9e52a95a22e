import { throughputAt } from '@/lib/capacity/fitting/fit-law';
import { fitScaling } from '@/lib/capacity/fitting/fit-scaling';
import { createSequentialTest } from '@/lib/capacity/search/sequential-test';
import { correctedPs, isDeciding } from '@/lib/compare/changes';
import { changeVerdict } from '@/lib/stats/compare/change-verdict';
import { compareSeconds, type MetricChange } from '@/lib/stats/compare/compare-seconds';
import type { ComparedSecond } from '@/lib/stats/compare/second-table';
import { Histogram } from '@/lib/stats/histogram';
import { createRandom, type Random } from '@/lib/stats/random';
import { printChanges } from './changes';
import { table } from './measure';

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

// How well the comparison of runs keeps its word, on synthetic runs whose truth is known. `npm run
// bench:stats`; `--quick` for a glance, and a section's name for that one alone: `npm run bench:stats --
// changes`. Deterministic: the same figures on every machine but for the time.

const quick = process.argv.includes('--quick');
const FITS = 2000;
const SEARCHES = 500;
const PAIRS = quick ? 60 : 400;
const SECONDS = 600;
const REQUESTS = 40;
const RHO = 0.8;
const MARGIN = 0.05;

type Shape = 'lognormal' | 'heavy tail' | 'bimodal';

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One request's latency around 1, without the level that its second has. */
function draw(shape: Shape, random: Random): number {
  switch (shape) {
    case 'lognormal':
      return Math.exp(0.4 * normal(random));
    case 'heavy tail':
      // Pareto with index 2.5.
      return (1 - random()) ** (-1 / 2.5);
    case 'bimodal':
      return (random() < 0.85 ? 1 : 6) * Math.exp(0.15 * normal(random));
  }
}

/** The log of the level follows an AR(1) of 0.8 with a deviation of 0.1. */
function syntheticRun(shape: Shape, seed: number, factor: number): ComparedSecond[] {
  const random = createRandom(seed, 7);
  let level = 0.1 * normal(random);
  return Array.from({ length: SECONDS }, () => {
    level = RHO * level + 0.1 * Math.sqrt(1 - RHO ** 2) * normal(random);
    const histogram = new Histogram();
    for (let index = 0; index < REQUESTS; index++)
      histogram.record(50_000 * factor * Math.exp(level) * draw(shape, random));
    return { requests: REQUESTS, failures: 0, response: [histogram.encode()] };
  });
}

/** Whether *worse* or *better* is said of any of what decides, as the product says it. */
function isSaid(changes: readonly MetricChange[]): boolean {
  const deciding = changes.filter((change) => isDeciding({ name: '', ...change }));
  const ps = correctedPs(deciding.map((change) => ({ name: '', ...change })));
  return deciding.some((change, at) =>
    ['worse', 'better'].includes(changeVerdict(change, ps[at], { share: MARGIN })),
  );
}

function calibrate(shape: Shape) {
  let [apart, said, covered, found] = [0, 0, 0, 0];
  for (let pair = 0; pair < PAIRS; pair++) {
    const base = syntheticRun(shape, 2 * pair, 1);
    const same = compareSeconds(base, syntheticRun(shape, 2 * pair + 1, 1), {
      seed: pair,
      resamples: 500,
    });
    const p95 = same.metrics.find(({ metric }) => metric === 'p95');
    const [low = Number.NaN, high = Number.NaN] = [p95?.low, p95?.high];
    if (low > 0 || high < 0) apart++;
    if (isSaid(same.metrics)) said++;
    if (low <= 0 && high >= 0) covered++;
    const slower = compareSeconds(base, syntheticRun(shape, 2 * pair + 1, 1.1), {
      seed: pair,
      resamples: 500,
    });
    const shifted = slower.metrics.find(({ metric }) => metric === 'p95');
    if ((shifted?.low ?? -1) > 0) found++;
  }
  const share = (count: number) => `${((100 * count) / PAIRS).toFixed(1)} %`;
  return [shape, share(said), share(apart), share(covered), share(found)];
}

const SERIES = quick ? 40 : 400;

function printPairs(): void {
  console.log(
    `${PAIRS} pairs of ${SECONDS} s, ${REQUESTS} requests/s, AR(1) ${RHO} in the log level.\n`,
  );
  console.log(
    table(
      [
        'latencies',
        'equals: worse or better said',
        'equals: interval of p95 without 0',
        'interval of p95 covers',
        '10 % slower: found',
      ],
      (['lognormal', 'heavy tail', 'bimodal'] as const).map(calibrate),
    ),
  );
  const [a, b] = [syntheticRun('lognormal', 1, 1), syntheticRun('lognormal', 2, 1)];
  const startMs = performance.now();
  compareSeconds(a, b);
  console.log(
    `\n2,000 resamples of two ${SECONDS} s runs: ${((performance.now() - startMs) / 1000).toFixed(2)} s.`,
  );
}

function printScaling(): void {
  console.log(`Intervals of the scaling law, ${FITS} fits of twelve levels.\n`);
  console.log('| noise | γ held | α held | β held | the full law preferred |');
  console.log(['| --- | --- | --- | --- | --- |', ...scalingCoverage(FITS)].join('\n'));
}

function printSequential(): void {
  console.log(
    `The sequential test, 5 % allowed, ${SEARCHES} steps of at most 60 s, 100 requests/s.\n`,
  );
  console.log('| outside | alike in time | said within | said outside | after, on average |');
  console.log(['| --- | --- | --- | --- | --- |', ...sequentialErrors(SEARCHES)].join('\n'));
}

const SECTIONS: Record<string, () => void> = {
  changes: () => printChanges(SERIES),
  pairs: printPairs,
  scaling: printScaling,
  sequential: printSequential,
};
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = asked.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  console.error(
    `There is no section ${unknown.join(', ')}; choose from ${Object.keys(SECTIONS).join(', ')}.`,
  );
  process.exit(2);
}
for (const [name, print] of Object.entries(SECTIONS))
  if (asked.length === 0 || asked.includes(name)) {
    console.log(`\n## ${name}\n`);
    print();
  }
