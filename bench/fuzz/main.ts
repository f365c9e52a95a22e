// `npm run test:fuzz -- [cases] [seed]`: sends odd input through every door by which what others wrote comes in. Prints
// how it was taken; fails where anything but a sentence came back, or where it took too long.
import { table } from '../measure';
import { withBenchStore } from '../with-bench-store';
import { fuzz, type Surface, type Tally } from './fuzz';
import { storeSurfaces } from './store-surfaces';
import { PURE_SURFACES } from './surfaces';

const [cases = '100000', seed = '1', only = ''] = process.argv.slice(2);

const tallies = await withBenchStore(async (store) => {
  const surfaces = [...PURE_SURFACES, ...(await storeSurfaces(store))];
  const shares = surfaces.reduce((sum, { share }) => sum + share, 0);
  const done: Tally[] = [];
  for (const one of surfaces.filter(({ name }) => name.includes(only)))
    done.push(await sendAll(one, Math.ceil((Number(cases) * one.share) / shares)));
  return done;
});

async function sendAll(one: Surface, count: number): Promise<Tally> {
  const tally = await fuzz(one, count, Number(seed));
  console.error(`${one.name}: ${tally.cases} cases, ${tally.failures.length} failures`);
  return tally;
}

console.log(report(tallies));
if (tallies.some(({ failures }) => failures.length > 0)) process.exitCode = 1;

function report(all: readonly Tally[]): string {
  const whole = (value: number) => value.toLocaleString('en');
  const rows = all.map(({ surface, cases: sent, refused, failures, slowestMs }) => [
    surface,
    whole(sent),
    whole(refused),
    whole(failures.length),
    `${whole(Math.ceil(slowestMs))} ms`,
  ]);
  const failures = all.flatMap((tally) => tally.failures.map((one) => `${tally.surface}: ${one}`));
  const sum = (of: (tally: Tally) => number) => whole(all.reduce((so, one) => so + of(one), 0));
  return [
    table(['surface', 'cases', 'refused with a sentence', 'failures', 'slowest case'], rows),
    '',
    `${sum((one) => one.cases)} cases, ${sum((one) => one.failures.length)} failures. Peak memory: ${whole(Math.round(process.resourceUsage().maxRSS / 1000))} MB.`,
    ...failures.map((one) => `\n${one}`),
  ].join('\n');
}
