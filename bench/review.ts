import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareCandidates, compareSides } from '@/lib/compare/compare-sides';
import { fileToImport, importRun } from '@/lib/import/import-run';
import { createRandom } from '@/lib/stats/random';
import { rounded } from './measure';
import { syntheticRun } from './synthetic-run';
import { withBenchStore } from './with-bench-store';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1000;
}

/** Two runs of `seconds` and about 1,667 requests a second: what the compare page needs, part by part. */
export function compare(seconds: number): Promise<string> {
  return withBenchStore(async (store) => {
    const shape = { seconds, requestsPerSecond: 1667 };
    const base = await syntheticRun(store, { ...shape, factor: 1, seed: 1 });
    const candidate = await syntheticRun(store, { ...shape, factor: 1.1, seed: 2 });
    const keys = [`${base}`, `${candidate}`];
    const query = { keys, baseline: `${base}`, margin: 0.05 };
    const first = await timed(() => compareSides(store, keys));
    const sides = await timed(() => compareSides(store, keys));
    const changes = await timed(() => compareCandidates(store, query));
    const again = await timed(() => compareCandidates(store, query));
    return [
      `Two runs of ${rounded(seconds * 1667)} requests, four endpoints.`,
      `Charts, distribution, errors: ${first.toFixed(2)} s at first, ${sides.toFixed(2)} s afterwards.`,
      `Statistics, which follow: ${changes.toFixed(2)} s at first, ${again.toFixed(3)} s afterwards.`,
    ].join(' ');
  });
}

/** A CSV of about `megabytes`, an hour of 1,000 endpoints, imported. */
export function importing(megabytes: number): Promise<string> {
  return withBenchStore(async (store, dataDir) => {
    const path = join(dataDir, 'large.csv');
    await writeCsv(path, megabytes * 1e6);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 100);
    let samples = 0;
    const seconds = await timed(() =>
      importRun(store, [fileToImport(path)], {}, (progress) => {
        samples = progress.samples;
      }),
    );
    clearInterval(watch);
    const size = statSync(path).size / 1e6;
    return `${size.toFixed(0)} MB, ${rounded(samples)} requests in ${seconds.toFixed(0)} s (${rounded(samples / seconds)}/s, read twice); memory grew by ${((most - before) / 1e6).toFixed(0)} MB.`;
  });
}

const HOUR_MS = 3_600_000;
const ENDPOINTS = 1000;
const ROW_BYTES = 37;

async function writeCsv(path: string, bytes: number) {
  const random = createRandom(1);
  const file = createWriteStream(path);
  file.write('started_ms,endpoint,latency_ms,outcome\n');
  const rows = Math.floor(bytes / ROW_BYTES);
  for (let row = 0; row < rows; ) {
    let text = '';
    for (const end = Math.min(rows, row + 10_000); row < end; row++)
      text += `${Math.round(1_795_000_000_000 + (row / rows) * HOUR_MS)},endpoint-${row % ENDPOINTS},${(5 + random() ** 3 * 200).toFixed(3)},ok\n`;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
