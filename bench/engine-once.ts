import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGenerators } from '@/lib/engine/start-generators';
import { parsePlan } from '@/lib/plan/parse-plan';
import { Histogram } from '@/lib/stats/histogram';
import { requestsOf } from '@/lib/stats/outcome';
import { openStore } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import type { EngineFigures } from './run-engine';

// One run of our engine as the worker does it, every sample stored; prints its figures as JSON.
// Arguments: the URL, a plan as JSON, and how many seconds not to count.

const [url = '', plan = '{}', warmUpSeconds = 0] = process.argv.slice(2);
const skipped = Number(warmUpSeconds);
const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
const store = openStore({ dataDir, migrationsDir: join(process.cwd(), 'prisma', 'migrations') });
const runId = await insertRun(store);
const writer = openSecondWriter(store.sqlite, runId);
const [response, service, delay] = [new Histogram(), new Histogram(), new Histogram()];
const rssMb: number[] = [];
let [sent, timed, dropped, seconds] = [0, 0, 0, 0];
let cpuBefore = process.cpuUsage();

const parsed = parsePlan(JSON.parse(plan));
const run = startGenerators({
  plan: parsed,
  target: { url },
  seed: 1,
  tracePrefix: parsed.connection?.traceContext ? '4bf92f3577b34da6' : undefined,
  onSecond(report) {
    writer.write(report, Date.now());
    sent += report.samples.count;
    rssMb.push(process.memoryUsage().rss / 1024 / 1024);
    if (report.second < skipped) {
      cpuBefore = process.cpuUsage();
      return;
    }
    seconds += 1;
    for (const window of report.windows) {
      timed += requestsOf(window.counts);
      dropped += window.counts.dropped;
      response.add(window.response);
      service.add(window.service);
    }
    delay.add(report.tick.scheduleDelay);
  },
});
const end = await run.done;
const cpu = process.cpuUsage(cpuBefore);
const stored = store.sqlite.prepare('SELECT COUNT(*) AS "n" FROM "Sample"').get() as { n: number };
store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
const figuresOf = (histogram: Histogram) => {
  const ms = (q: number) => (histogram.quantile(q) ?? Number.NaN) / 1000;
  return { p50: ms(0.5), p95: ms(0.95), p99: ms(0.99), p999: ms(0.999), max: ms(1) };
};
const figures: EngineFigures = {
  sent,
  stored: stored.n,
  requests: timed,
  dropped,
  // The last second is cut short by the end of the load.
  requestsPerSecond: timed / Math.min(seconds, end.durationMs / 1000 - skipped),
  cpuUsPerRequest: (cpu.user + cpu.system) / timed,
  bytesPerSample: statSync(join(dataDir, 'plimsoll.db')).size / sent,
  rssMb,
  response: figuresOf(response),
  service: figuresOf(service),
  delay: figuresOf(delay),
};
console.log(JSON.stringify(figures));
await store.close();
rmSync(dataDir, { recursive: true, force: true });
