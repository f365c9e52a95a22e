// `npm run bench:bounds -- [seconds]`: whether the truth lies within the error bounds of lib/engine/timing/notice-watch.ts,
// and whether they are not idle. A target that tells how long each answer took is loaded by a generator in trouble.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { z } from 'zod';
import { parseJson } from '@/lib/core/parse-json';
import { isInstalled, median, table } from '../measure';
import { closedPlan, openPlan } from '../run-engine';
import { type BenchTarget, startTruthfulTarget } from '../targets/start-target';
import { type BoundedFigure, boundedFigureSchema } from './bounded-figure';

const [GENERATOR_CORE, TARGET_CORE] = [0, 1];
/** From socket to socket and back on a machine at rest; what the target's clock does not see of its own answers. */
const TRANSIT_MS = 0.25;
/** Less than this between two clocks is none. */
const CLOCK_MS = 0.001;
const STOP_MS = 200;
const STOP_EVERY_MS = 1100;

interface Trouble {
  name: string;
  plan: (seconds: number) => object;
  /** Keeps the generator's thread busy five times a second for so long. */
  busyMs?: number;
  /** Programs that use the processor, and on which core; undefined: on all. */
  hogs?: { count: number; core?: number };
  /** Stops the whole process for 200 ms about every second. */
  stops?: boolean;
}

const steady = (rest?: object) => (seconds: number) => openPlan(200, seconds, rest);

const TROUBLES: readonly Trouble[] = [
  { name: 'none', plan: steady() },
  {
    name: '2 CPU hogs on the generator’s core',
    plan: steady(),
    hogs: { count: 2, core: GENERATOR_CORE },
  },
  { name: '6 CPU hogs on its core', plan: steady(), hogs: { count: 6, core: GENERATOR_CORE } },
  { name: 'a CPU hog on every core', plan: steady(), hogs: { count: cpus().length } },
  { name: 'process stopped 200 ms every 1.1 s', plan: steady(), stops: true },
  { name: 'thread busy 60 ms, five times a second', plan: steady(), busyMs: 60 },
  { name: '1,500 requests/s', plan: (seconds) => openPlan(1500, seconds) },
  { name: '50 users without a pause', plan: (seconds) => closedPlan(50, seconds) },
  {
    name: 'a new connection for each request, 2 hogs',
    plan: (seconds) => ({ ...openPlan(200, seconds), connection: { keepAlive: false } }),
    hogs: { count: 2, core: GENERATOR_CORE },
  },
];

const seconds = Number(process.argv[2] ?? 10);
const target = await startTruthfulTarget(TARGET_CORE);
const all: BoundedFigure[] = [];
const rows: string[][] = [];
try {
  for (const trouble of TROUBLES) {
    const figures = await underTrouble(trouble, target);
    all.push(...figures);
    rows.push(rowOf(trouble.name, figures));
    console.log(rows.at(-1)?.join(' | '));
  }
} finally {
  target.stop();
}
rows.push(rowOf('all', all));
const head = [
  'trouble',
  'figures',
  'truth within the bound',
  'bound, median',
  'true error, median',
  'bound / true error, median',
  'verdicts withheld',
  'wrong verdicts',
];
console.log(`\n${table(head, rows)}`);
if (coverageOf(all) < 0.99) {
  console.error('Less than 99 % of the figures lie within their bounds.');
  process.exitCode = 1;
}

async function underTrouble(trouble: Trouble, { url }: BenchTarget): Promise<BoundedFigure[]> {
  const hogs = await startHogs(trouble.hogs);
  try {
    return await measure(trouble, url);
  } finally {
    for (const hog of hogs) hog.kill('SIGKILL');
  }
}

async function measure(
  { plan, busyMs = 0, stops }: Trouble,
  url: string,
): Promise<BoundedFigure[]> {
  const command = [process.execPath, '--import', 'tsx', 'bench/verdicts/bounds-once.ts', url];
  const child = spawn(
    'taskset',
    ['-c', `${GENERATOR_CORE}`, ...command, JSON.stringify(plan(seconds)), `${busyMs}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stopping = stops ? stopAgainAndAgain(child) : undefined;
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  clearInterval(stopping);
  return parseJson(z.array(boundedFigureSchema), output);
}

function stopAgainAndAgain(child: ChildProcess): NodeJS.Timeout {
  return setInterval(() => {
    child.kill('SIGSTOP');
    setTimeout(() => child.kill('SIGCONT'), STOP_MS);
  }, STOP_EVERY_MS);
}

/** stress-ng where it is installed, else loops of Node's. */
async function startHogs(hogs: Trouble['hogs']): Promise<ChildProcess[]> {
  if (hogs === undefined) return [];
  const { count, core } = hogs;
  const pin = core === undefined ? [] : ['taskset', '-c', `${core}`];
  const command = (await isInstalled('stress-ng'))
    ? ['stress-ng', '--quiet', '--cpu', '1']
    : [process.execPath, '-e', 'for (;;);'];
  const [program = '', ...args] = [...pin, ...command];
  return Array.from({ length: count }, () => spawn(program, args, { stdio: 'ignore' }));
}

function isWithin({ lowMs, highMs, truthMs, truthAtMostMs }: BoundedFigure): boolean {
  return truthAtMostMs >= lowMs - TRANSIT_MS && truthMs <= highMs;
}

function coverageOf(figures: readonly BoundedFigure[]): number {
  return figures.filter(isWithin).length / figures.length;
}

function rowOf(name: string, figures: readonly BoundedFigure[]): string[] {
  const bounds = figures.map(({ lowMs, highMs }) => highMs - lowMs);
  const errors = figures.map(({ highMs, truthMs }) => highMs - truthMs);
  // Of each figure by itself: what is bound to what was wrong.
  const ratios = bounds.map((bound, index) => bound / Math.max(errors[index] ?? 0, CLOCK_MS));
  const verdicts = figures.flatMap(verdictsOn);
  const withheld = verdicts.filter(({ is }) => is === 'not evaluated').length;
  const wrong = verdicts.filter(({ is, wouldBeWrong }) => is === wouldBeWrong).length;
  return [
    name,
    `${figures.length}`,
    `${(100 * coverageOf(figures)).toFixed(1)} %`,
    `${median(bounds).toFixed(3)} ms`,
    `${median(errors).toFixed(3)} ms`,
    median(ratios).toFixed(2),
    `${((100 * withheld) / verdicts.length).toFixed(1)} %`,
    `${wrong}`,
  ];
}

/** What an objective says that the service meets, and one that it violates, each by a tenth. */
function verdictsOn({ lowMs, highMs, truthMs, truthAtMostMs }: BoundedFigure) {
  const verdictAt = (limitMs: number) => {
    if (highMs <= limitMs) return 'pass';
    return lowMs - TRANSIT_MS > limitMs ? 'fail' : 'not evaluated';
  };
  return [
    { is: verdictAt(1.1 * truthAtMostMs), wouldBeWrong: 'fail' },
    { is: verdictAt(0.9 * truthMs), wouldBeWrong: 'pass' },
  ];
}
