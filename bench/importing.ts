import { statSync } from 'node:fs';
import { join } from 'node:path';
import { importInProcess } from '@/lib/import/import-process';
import { LARGE_FILES, writeLarge } from '@/lib/testing/large-imports';
import { rounded } from './measure';
import { withBenchStore } from './with-bench-store';

/** Files of about `megabytes`, an hour of 1,000 endpoints each, imported as the dashboard does: in a process of their own. */
export function importing(megabytes: number): Promise<string> {
  return withBenchStore(async (_store, dataDir) => {
    process.env.PLIMSOLL_DATA_DIR = dataDir;
    const lines: string[] = [];
    for (const [kind, { name }] of Object.entries(LARGE_FILES)) {
      const path = join(dataDir, name);
      const rows = await writeLarge(path, kind, megabytes * 1e6);
      const startedMs = performance.now();
      const never = new AbortController().signal;
      const done = await importInProcess({ path, name, request: {} }, never);
      const seconds = (performance.now() - startedMs) / 1000;
      const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
      lines.push(
        `${kind}: ${mb(statSync(path).size)}, ${rounded(rows)} rows in ${seconds.toFixed(0)} s (${rounded(rows / seconds)}/s, read twice); ${mb(done.peakBytes - done.idleBytes)} above ${mb(done.idleBytes)}.`,
      );
    }
    return lines.join('\n');
  });
}
