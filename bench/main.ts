import { cpus } from 'node:os';
import { runPinned } from './measure';
import { memory } from './memory';
import { accuracy, frozen, scheduleDelay } from './precision';
import { report } from './report';
import { compare, importing } from './review';
import { knownLine, referenceLine } from './search';
import { rounded } from './table';
import { generators, throughput, tracing } from './throughput';

// Ratios within one run, for machines are shared and noisy. `npm run bench -- throughput delay` runs
// some of it, `--quick` all of it for a glance; `memory` is half an hour, `search` and `slots` are
// minutes, and have to be asked for.

const [CLIENT_CORE, SERVER_CORE] = [0, 1];
const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const effort = {
  core: CLIENT_CORE,
  serverCore: SERVER_CORE,
  rounds: quick ? 1 : 5,
  seconds: quick ? 3 : 6,
  warmUpSeconds: quick ? 1 : 2,
};

const SECTIONS: Record<string, { title: string; asked?: boolean; run: () => Promise<string> }> = {
  throughput: { title: 'Requests a second on one core', run: () => throughput(effort) },
  generators: { title: 'A second generator', run: () => generators(effort) },
  tracing: { title: 'A trace for every request', run: () => tracing(effort) },
  delay: {
    title: 'Schedule delay',
    run: () => scheduleDelay({ ...effort, seconds: quick ? 5 : 20 }),
  },
  accuracy: {
    title: 'Percentiles against the truth',
    run: () => accuracy({ ...effort, seconds: quick ? 5 : 30 }),
  },
  frozen: { title: 'A server that stands still', run: () => frozen(effort) },
  writer: { title: 'The sample writer', run: () => writer(quick ? 40 : 200) },
  compare: { title: 'The compare page', run: () => compare(quick ? 60 : 600) },
  report: { title: 'A report', run: () => report(quick ? 60 : 600) },
  import: { title: 'Import', run: () => importing(quick ? 10 : 200) },
  search: {
    title: 'A line that is known',
    asked: true,
    run: () => knownLine(quick ? 1 : 10),
  },
  slots: { title: 'The reference service’s line', asked: true, run: () => referenceLine() },
  memory: { title: 'Memory', asked: true, run: () => memory(SERVER_CORE, quick ? 3 : 30) },
};

async function writer(batches: number): Promise<string> {
  const output = await runPinned(CLIENT_CORE, process.execPath, [
    ...['--import', 'tsx', 'bench/writer-once.ts', `${batches}`],
  ]);
  const { rowsPerSecond, bytesPerRow } = JSON.parse(output) as Record<string, number>;
  return `${rounded(rowsPerSecond ?? 0)} rows/s, ${bytesPerRow?.toFixed(1)} bytes a row.`;
}

const unknown = wanted.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}.`,
  );
  process.exit(2);
}
console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`);
for (const [name, { title, asked, run }] of Object.entries(SECTIONS)) {
  if (wanted.length > 0 ? !wanted.includes(name) : asked) continue;
  console.log(`\n## ${title}\n\n${await run()}`);
}
