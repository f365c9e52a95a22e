import { withDashboard } from '@/cli/with-dashboard';
import { type ReportSubject, reportQuery, wholeReport } from '@/lib/reports/model';
import { type FileFormat, printPage } from '@/lib/reports/print-page';
import { syntheticRun } from './synthetic-run';
import { withBenchStore } from './with-bench-store';

const ROUNDS = 5;

/** A run of `seconds` and about 1,667 requests a second, printed by a dashboard that is up. */
export function report(seconds: number): Promise<string> {
  return withBenchStore(async (store, dataDir) => {
    const run = await syntheticRun(store, {
      ...{ seconds, requestsPerSecond: 1667, factor: 1, seed: 1 },
    });
    process.env.PLIMSOLL_DATA_DIR = dataDir;
    return withDashboard(async (url) => {
      const first = await printed(url, { kind: 'run', run }, 'pdf');
      const lines = [`First, with the dashboard just started: ${words(first)}.`];
      for (const format of ['pdf', 'html'] as const) {
        const all = [];
        for (let round = 0; round < ROUNDS; round++)
          all.push(await printed(url, { kind: 'run', run }, format));
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

async function printed(url: string, subject: ReportSubject, format: FileFormat): Promise<Printed> {
  const startedMs = performance.now();
  const file = await printPage(`${url}/print?${reportQuery(wholeReport(subject))}`, format);
  return { seconds: (performance.now() - startedMs) / 1000, bytes: file.byteLength };
}

function words({ seconds, bytes }: Printed): string {
  return `${seconds.toFixed(2)} s, ${(bytes / 1000).toFixed(0)} kB`;
}
