import { PlimsollError } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { keepStoredCredentials } from '@/lib/secrets/keep-stored';
import { getStore } from '@/lib/store/get-store';
import { runWorker } from '@/lib/worker/run-worker';

const stopping = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
// Started by a supervisor that is gone: nobody would end this process.
process.on('disconnect', () => stopping.abort());

// Beside load a thread must not stand still for long: what a locked database did not take is tried again.
const LOCK_WAIT_MS = 500;
const store = await getStore(LOCK_WAIT_MS).catch((error: unknown) => {
  if (!(error instanceof PlimsollError)) throw error;
  // The supervisor shows what a process said last.
  console.error(error.message);
  process.exit(1);
});
// A supervisor that is gone in this moment is no error here: "disconnect" ends this process.
const tell = (type: 'ready' | 'alive') =>
  process.send?.({ type }, undefined, undefined, () => undefined);
tell('ready');
// The supervisor ends a worker that hangs.
setInterval(() => tell('alive'), 1000).unref();
await keepStoredCredentials(store);
log.info({}, 'ready');
await runWorker(store, { log, signal: stopping.signal });
await store.close();
// The channel to the supervisor would keep this process alive.
if (process.connected) process.disconnect();
