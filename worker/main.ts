import pino from 'pino';
import { getStore } from '@/lib/store/get-store';
import { runWorker } from '@/lib/worker/run-worker';

const log = pino({ name: 'worker' });
const stopping = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
// Started by a supervisor that is gone: nobody would end this process.
process.on('disconnect', () => stopping.abort());

const store = await getStore();
process.send?.({ type: 'ready' });
log.info('ready');
await runWorker(store, { log, signal: stopping.signal });
await store.close();
// The channel to the supervisor would keep this process alive.
if (process.connected) process.disconnect();
