// `npm run test:chaos -- [kind[=rounds] …] [seed=n]`, such as `-- kill=100 stop`: a real worker on a real store is killed,
// stopped, locked out, run out of disk and has its clock set, at random moments of real runs. Prints what was lost, and
// fails where more was than docs/reliability.md promises. By default all kinds, three rounds of each.
import { table } from '../measure';
import { ABUSES, notPossible } from './abuses';
import { chaos, type Outcome } from './chaos';

const ROUNDS = 3;
const LANES = 2;

const wanted = process.argv.slice(2).map((argument) => {
  const [name = '', value = ROUNDS] = argument.split('=');
  return { name, value: Number(value) };
});
const seed = wanted.find(({ name }) => name === 'seed')?.value ?? 1;
const chosen = wanted.filter(({ name }) => name !== 'seed');
const rounds =
  chosen.length > 0 ? chosen : Object.keys(ABUSES).map((name) => ({ name, value: ROUNDS }));
const kinds = rounds.map(({ name }) => name);
const unknown = kinds.filter((kind) => ABUSES[kind] === undefined);
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are ${Object.keys(ABUSES).join(', ')}.`);
  process.exit(2);
}
const outcomes = await chaos({
  kinds: rounds.flatMap(({ name, value }) => new Array<string>(value).fill(name)),
  seed,
  lanes: LANES,
  onOutcome: ({ kind, status, lost, problems }) =>
    console.error([`${kind}: ${status}, ${lost} lost`, ...problems].join('\n')),
});
console.log(report(outcomes));
if (outcomes.some(({ problems }) => problems.length > 0)) process.exitCode = 1;

function report(outcomes: readonly Outcome[]): string {
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  const missed = kinds.flatMap((kind) => {
    const why = notPossible(kind);
    return why === undefined ? [] : [`Not tried: ${kind}, because ${why}.`];
  });
  return [
    table(
      [
        'abuse',
        'rounds',
        'finished',
        'interrupted',
        'requests lost',
        'at most in a run',
        'ended after at most',
      ],
      kinds.map((kind) => rowOf(kind, outcomes)),
    ),
    '',
    ...missed,
    problems.length === 0 ? 'Every promise was kept.' : problems.join('\n'),
  ].join('\n');
}

function rowOf(kind: string, outcomes: readonly Outcome[]): string[] {
  const own = outcomes.filter((outcome) => outcome.kind === kind);
  const most = (of: (outcome: Outcome) => number) => Math.max(0, ...own.map(of));
  const ended = (wanted: string) => own.filter(({ status }) => status === wanted).length;
  return [
    kind,
    String(own.length),
    String(ended('finished')),
    String(ended('interrupted')),
    String(own.reduce((sum, { lost }) => sum + lost, 0)),
    String(most(({ lost }) => lost)),
    `${(most(({ endedMs }) => endedMs) / 1000).toFixed(1)} s`,
  ];
}
