// One run of our engine as the worker does it, every sample stored; prints its figures as JSON.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGenerator } from '@/lib/engine/start-generator';
import { parsePlan } from '@/lib/plan/parse-plan';
import { openStore } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/second-writer';
import { insertRun } from '@/lib/testing/insert-run';

const [url = '', ...counts] = process.argv.slice(2);
const [users = 50, warmUpSeconds = 2, seconds = 6] = counts.map(Number);
const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
const store = openStore({ dataDir, migrationsDir: join(process.cwd(), 'prisma', 'migrations') });
const runId = await insertRun(store);
const writer = openSecondWriter(store.sqlite, runId);
let requests = 0;
let timedRequests = 0;

const run = startGenerator({
  plan: parsePlan({
    name: 'Bench',
    load: {
      model: 'closed',
      stages: [{ users, spawnPerSecond: 10_000, durationMs: (warmUpSeconds + seconds) * 1000 }],
      waitMs: { min: 0, max: 0 },
    },
    users: [{ behaviour: 'burst', weight: 1 }],
  }),
  target: { url },
  seed: 1,
  onSecond(report) {
    requests += report.samples.count;
    if (report.second >= warmUpSeconds && report.second < warmUpSeconds + seconds)
      timedRequests += report.samples.count;
    writer.write(report, Date.now());
  },
});
await run.done;
const stored = store.sqlite.prepare('SELECT COUNT(*) AS "n" FROM "Sample"').get() as { n: number };
store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
console.log(
  JSON.stringify({
    requestsPerSecond: timedRequests / seconds,
    requests,
    stored: stored.n,
    bytesPerRequest: statSync(join(dataDir, 'plimsoll.db')).size / requests,
  }),
);
await store.close();
rmSync(dataDir, { recursive: true, force: true });
