import { changePoints } from '@/lib/stats/changes/change-points';
import { createRandom } from '@/lib/stats/random';
import { table } from './measure';

/** A value of a series whose noise is `normal`: a standard deviation of 1 around 100. */
type Draw = (index: number, normal: () => number) => number;

interface Shape {
  name: string;
  length: number;
  /** Made anew for each series, for one may remember its last value. */
  draw: () => Draw;
  /** Where its level changes. */
  truth: readonly number[];
}

const NEAR = 2;
const SIZES = [1, 1.5, 2, 3, 5];

/** A shape of which only the level changes. */
function shape(
  name: string,
  length: number,
  truth: readonly number[],
  level: (index: number) => number,
): Shape {
  return { name, length, truth, draw: () => (index, normal) => level(index) + normal() };
}

const within = (index: number, from: number, to: number) => from <= index && index < to;

/** One shape for each kind of change by `size`, always in this order. */
function steps(size: number): Shape[] {
  return [
    shape('step up after 35 of 60 runs', 60, [35], (index) => (index < 35 ? 0 : size)),
    shape('step down after 35 of 60 runs', 60, [35], (index) => (index < 35 ? 0 : -size)),
    shape('up after 25, down after 35', 60, [25, 35], (i) => (within(i, 25, 35) ? size : 0)),
    shape('up for five runs', 60, [30, 35], (index) => (within(index, 30, 35) ? size : 0)),
    shape('step up five runs ago', 40, [35], (index) => (index < 35 ? 0 : size)),
  ];
}

/** What no change point is true of. */
const QUIET: readonly Shape[] = [
  ...[30, 60, 100].map((length) => shape(`normal noise, ${length} runs`, length, [], () => 0)),
  noise('lognormal noise (σ 0.5)', () => (_, normal) => Math.exp(0.5 * normal())),
  noise('heavy tails (Student’s t, 3 df)', () => (_, normal) => {
    const chi = normal() ** 2 + normal() ** 2 + normal() ** 2;
    return normal() / Math.sqrt(chi / 3);
  }),
  noise('rare errors: 0 to 2 of many requests', () => (_, normal) => {
    const tries = Array.from({ length: 5 }, normal);
    return tries.filter((value) => value > 1.645).length;
  }),
  shape('an outlier of 10 sd', 60, [], (index) => (index === 35 ? 10 : 0)),
  shape('an outlier of 100 sd', 60, [], (index) => (index === 35 ? 100 : 0)),
  shape('two outliers of 10 sd', 60, [], (index) => (index === 20 || index === 40 ? 10 : 0)),
  ...[2, 4].map((times) =>
    noise(
      `noise × ${times} after the 35th run`,
      () => (index, normal) => (index < 35 ? normal() : times * normal()),
    ),
  ),
  ...[0.3, 0.5].map((likeness) =>
    noise(`each run like the last (AR(1) ${likeness})`, () => {
      let last = 0;
      return (_, normal) => {
        last = likeness * last + normal();
        return last;
      };
    }),
  ),
];

function noise(name: string, draw: () => Draw): Shape {
  return { name, length: 60, draw, truth: [] };
}

const DRIFTS: readonly Shape[] = [
  ...[2, 3, 4, 6, 10].map((rise) =>
    shape(`${rise} sd over 60 of 60 runs`, 60, [], (index) => (rise * index) / 60),
  ),
  ...[3, 6, 10].map((rise) =>
    shape(`${rise} sd over 30 of 90 runs`, 90, [], (index) =>
      Math.min(rise, Math.max(0, (rise * (index - 30)) / 30)),
    ),
  ),
];

/** Shape by shape, the same series each time. */
function seriesOf({ length, draw }: Shape, seed: number): number[] {
  const random = createRandom(seed, 99);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const value = draw();
  return Array.from({ length }, (_, index) => 100 + value(index, normal));
}

function percent(part: number, of: number): string {
  return of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`;
}

function found(one: Shape, trials: number) {
  let [hits, all, gradual] = [0, 0, 0];
  for (let seed = 0; seed < trials; seed++) {
    const { points, drifts } = changePoints(seriesOf(one, seed));
    const isFound = (at: number) => points.some(({ index }) => Math.abs(index - at) <= NEAR);
    hits += one.truth.filter(isFound).length;
    all += points.length;
    if (drifts.length > 0) gradual += 1;
  }
  return {
    accuracy: `${percent(hits, trials * one.truth.length)}, ${percent(hits, all)}`,
    gradual: percent(gradual, trials),
  };
}

function quietRow(one: Shape, trials: number): string[] {
  let [alarms, all, gradual] = [0, 0, 0];
  for (let seed = 0; seed < trials; seed++) {
    const { points, drifts } = changePoints(seriesOf(one, seed));
    if (points.length > 0) alarms += 1;
    all += points.length;
    if (drifts.length > 0) gradual += 1;
  }
  const perHundred = (count: number) => ((100 * count) / trials).toFixed(1);
  return [one.name, perHundred(alarms), perHundred(all), perHundred(gradual)];
}

function driftRow(one: Shape, trials: number): string[] {
  const said = { gradual: 0, both: 0, steps: 0, nothing: 0 };
  for (let seed = 0; seed < trials; seed++) {
    const { points, drifts } = changePoints(seriesOf(one, seed));
    if (drifts.length > 0) said[points.length > 0 ? 'both' : 'gradual'] += 1;
    else said[points.length > 0 ? 'steps' : 'nothing'] += 1;
  }
  return [one.name, ...Object.values(said).map((count) => percent(count, trials))];
}

/** Each run added in turn: how many series ever reported, and how many reports were gone with the next run. */
function growingRow(one: Shape, trials: number): string[] {
  let [reported, atEnd, moved, lost] = [0, 0, 0, 0];
  for (let seed = 0; seed < trials; seed++) {
    const series = seriesOf(one, seed);
    const known = series.map((_, index) => changePoints(series.slice(0, index + 1)));
    if (known.some(({ points }) => points.length > 0)) reported += 1;
    if ((known.at(-1)?.points.length ?? 0) > 0) atEnd += 1;
    for (const [at, { points }] of known.entries()) {
      const next = known[at + 1];
      if (next === undefined) continue;
      for (const { index } of points) {
        if (next.points.some((other) => Math.abs(other.index - index) <= 1)) continue;
        // A step that turns out to be the beginning of a growth is still told of.
        if (next.drifts.some(({ from, to }) => from - 1 <= index && index <= to + 1)) moved += 1;
        else lost += 1;
      }
    }
  }
  return [one.name, `${reported}`, `${atEnd}`, `${moved}`, `${lost}`];
}

/** How well changes of a trend are found, on synthetic series whose truth is known. */
export function printChanges(trials: number): void {
  console.log(`${trials} series each, noise of 1 sd; found is what is within ${NEAR} runs.\n`);
  const bySize = SIZES.map((size) => steps(size).map((one) => found(one, trials)));
  const heads = SIZES.map((size) => `${size} sd`);
  const rows = (cell: 'accuracy' | 'gradual') =>
    steps(1).map(({ name }, at) => [name, ...bySize.map((shapes) => shapes[at]?.[cell] ?? '')]);
  console.log(table(['recall, precision', ...heads], rows('accuracy')));
  console.log(`\n${table(['called gradual', ...heads], rows('gradual'))}`);
  console.log('\nNothing to find: false alarms per 100 series.\n');
  console.log(
    table(
      ['series', 'series with any', 'change points', 'gradual changes'],
      QUIET.map((one) => quietRow(one, trials)),
    ),
  );
  console.log('\nA slow growth.\n');
  console.log(
    table(
      ['growth', 'gradual', 'gradual and steps', 'steps', 'nothing'],
      DRIFTS.map((one) => driftRow(one, trials)),
    ),
  );
  const growing = Math.ceil(trials / 10);
  console.log(`\nAs runs are added, of ${growing} series each.\n`);
  console.log(
    table(
      ['series', 'ever reported', 'reported at the end', 'turned gradual', 'lost'],
      grownShapes().map((one) => growingRow(one, growing)),
    ),
  );
  for (const length of [100, 1000]) {
    const series = seriesOf(
      shape('', length, [], (index) => 4 * (Math.floor(index / 40) % 2)),
      1,
    );
    const startMs = performance.now();
    changePoints(series);
    console.log(`\n${length} runs: ${((performance.now() - startMs) / 1000).toFixed(2)} s.`);
  }
}

function grownShapes(): Shape[] {
  const named = (size: number) =>
    steps(size)
      .filter(({ length }) => length === 60)
      .map((one) => ({ ...one, name: `${one.name}, ${size} sd` }));
  const others = [...QUIET, ...DRIFTS].filter(({ name }) => GROWN.includes(name));
  return [...[2, 3, 5].flatMap(named), ...others];
}

const GROWN = [
  'normal noise, 60 runs',
  'lognormal noise (σ 0.5)',
  'noise × 4 after the 35th run',
  'each run like the last (AR(1) 0.3)',
  '6 sd over 60 of 60 runs',
];
