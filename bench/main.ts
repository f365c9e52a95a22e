import { cpus } from 'node:os';
import { z } from 'zod';
import { withDashboard } from '@/cli/with-dashboard';
import { parseJson } from '@/lib/core/parse-json';
import { type ReportSubject, reportQuery, wholeReport } from '@/lib/reports/model';
import { type FileFormat, printPage } from '@/lib/reports/print-page';
import type { RunningDashboard } from '@/lib/reports/running-dashboard';
import { importing } from './importing';
import { median, rounded, runPinned, table } from './measure';
import { accuracy, frozen, scheduleDelay } from './precision';
import { compare } from './review';
import { openPlan, runEngine } from './run-engine';
import { knownLine, referenceLine } from './search';
import { syntheticRun } from './synthetic-run';
import { startTarget } from './targets/start-target';
import { generators, throughput, tracing } from './throughput';
import { withBenchStore } from './with-bench-store';

const ROUNDS = 5;

/** A run of `seconds` and about 1,667 requests a second, printed by a dashboard that is up. */
export function report(seconds: number): Promise<string> {
  return withBenchStore(async (store, dataDir) => {
    const run = await syntheticRun(store, {
      seconds,
      requestsPerSecond: 1667,
      factor: 1,
      seed: 1,
    });
    process.env.PLIMSOLL_DATA_DIR = dataDir;
    return withDashboard(async (dashboard) => {
      const first = await printed(dashboard, { kind: 'run', run }, 'pdf');
      const lines = [`First, with the dashboard just started: ${words(first)}.`];
      for (const format of ['pdf', 'html'] as const) {
        const all = [];
        for (let round = 0; round < ROUNDS; round++)
          all.push(await printed(dashboard, { kind: 'run', run }, format));
        all.sort((a, b) => a.seconds - b.seconds);
        lines.push(`${format.toUpperCase()}, median of ${ROUNDS}: ${words(all[2] ?? first)}.`);
      }
      return lines.join(' ');
    });
  });
}

interface Printed {
  seconds: number;
  bytes: number;
}

async function printed(
  { url, token }: RunningDashboard,
  subject: ReportSubject,
  format: FileFormat,
): Promise<Printed> {
  const startedMs = performance.now();
  const file = await printPage(`${url}/print?${reportQuery(wholeReport(subject))}`, format, token);
  return { seconds: (performance.now() - startedMs) / 1000, bytes: file.byteLength };
}

function words({ seconds, bytes }: Printed): string {
  return `${seconds.toFixed(2)} s, ${(bytes / 1000).toFixed(0)} kB`;
}

/** Resident memory of the process that runs, stores and adds up 2,000 requests a second. */
export async function memory(serverCore: number, minutes: number): Promise<string> {
  const target = await startTarget(serverCore);
  try {
    const { rssMb, sent, bytesPerSample } = await runEngine(
      undefined,
      target.url,
      openPlan(2000, minutes * 60),
    );
    // Between two collections of the generator's old objects memory rises for minutes: a saw, of which one
    // instant says little.
    const span = Math.max(30, Math.min(300, Math.floor((minutes * 60) / 3)));
    const [first, last] = [rssMb.slice(30, 30 + span), rssMb.slice(-span)];
    const row = (name: string, of: number[]) => [
      name,
      `${median(of).toFixed(0)} MB`,
      `${(median(of) / median(first)).toFixed(2)} ×`,
      `${Math.min(...of).toFixed(0)} MB`,
      `${(Math.min(...of) / Math.min(...first)).toFixed(2)} ×`,
    ];
    return table(
      ['seconds', 'median', 'against the first', 'lowest', 'against the first'],
      [row(`30 to ${30 + span}`, first), row(`${rssMb.length - span} to ${rssMb.length}`, last)],
    ).concat(
      `\n\n${sent.toLocaleString('en')} samples, all stored, ${bytesPerSample.toFixed(1)} bytes each with windows and indexes.`,
    );
  } finally {
    target.stop();
  }
}

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
    '--import',
    'tsx',
    'bench/writer-once.ts',
    `${batches}`,
  ]);
  const { rowsPerSecond, bytesPerRow } = parseJson(
    z.object({ rowsPerSecond: z.number(), bytesPerRow: z.number() }),
    output,
  );
  return `${rounded(rowsPerSecond)} rows/s, ${bytesPerRow.toFixed(1)} bytes a row.`;
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
