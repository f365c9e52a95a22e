import { PlimsollError } from '@/lib/core/errors';
import type { ImportReply, ImportTask } from '@/lib/import/import-process';
import { fileToImport, importRun } from '@/lib/import/import-run';
import { getStore } from '@/lib/store/get-store';

// The process that lib/import/import-process.ts starts: one import, however large, beside the dashboard.
const reply = (said: ImportReply) => new Promise((sent) => process.send?.(said, sent));

process.once('message', async ({ path, name, request, by }: ImportTask) => {
  const store = await getStore();
  try {
    const idleBytes = process.memoryUsage.rss();
    const { number } = await importRun(store, [fileToImport(path, name)], request, { by });
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    await reply({ number, idleBytes, peakBytes });
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    const { code, message, problems } = error;
    await reply({ refused: { code, message, problems } });
  } finally {
    await store.close();
  }
  process.disconnect();
});
// Who asked is gone: nobody would be told. What was stored is ended by the worker.
process.on('disconnect', () => process.exit());
