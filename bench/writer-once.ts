import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@/lib/stats/random';
import { openStore } from '@/lib/store/open-store';
import { openSampleWriter } from '@/lib/store/samples';
import { insertRun } from '@/lib/testing/insert-run';

// The sample writer alone: rows a second and bytes a row, as JSON.

const ROWS_A_BATCH = 5000;
const batches = Number(process.argv[2] ?? 200);
const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
const file = join(dataDir, 'plimsoll.db');
const store = openStore({ dataDir, migrationsDir: join(process.cwd(), 'prisma', 'migrations') });
const runId = await insertRun(store);
store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
const emptyBytes = statSync(file).size;
const writer = openSampleWriter(store.sqlite);
const random = createRandom(1);
const batch = {
  count: ROWS_A_BATCH,
  endpoint: Uint16Array.from({ length: ROWS_A_BATCH }, () => random() * 4),
  outcome: new Uint8Array(ROWS_A_BATCH),
  error: new Uint16Array(ROWS_A_BATCH),
  intendedUs: new Float64Array(ROWS_A_BATCH),
  sendDelayUs: Uint32Array.from({ length: ROWS_A_BATCH }, () => random() * 300),
  serviceUs: Uint32Array.from({ length: ROWS_A_BATCH }, () => 2000 + random() * 200_000),
};

const startedMs = performance.now();
for (let at = 0; at < batches; at++) {
  batch.intendedUs = batch.intendedUs.map((_, row) => (at * ROWS_A_BATCH + row) * 200);
  store.sqlite.transaction(() => writer.write(runId, 1 + at * ROWS_A_BATCH, batch))();
}
const seconds = (performance.now() - startedMs) / 1000;
store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
const rows = batches * ROWS_A_BATCH;
console.log(
  JSON.stringify({
    rowsPerSecond: rows / seconds,
    bytesPerRow: (statSync(file).size - emptyBytes) / rows,
  }),
);
await store.close();
rmSync(dataDir, { recursive: true, force: true });
