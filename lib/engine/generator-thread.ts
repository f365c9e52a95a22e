import { parentPort, type TransferListItem, workerData } from 'node:worker_threads';
import type { SecondReport } from '@/lib/stats/second-report';
import { type LoadOptions, runLoad } from './run-load';
import type { FromThread, ToThread } from './thread-messages';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');

const tell = (message: FromThread, transfer?: TransferListItem[]) =>
  port.postMessage(message, transfer);

const load = runLoad({
  ...(workerData as Omit<LoadOptions, 'onSecond'>),
  onSecond: (report) => tell({ type: 'second', report }, buffersOf(report)),
});
port.on('message', (message: ToThread) => load.stop(message.mode));
tell({ type: 'end', end: await load.done });
port.close();

/** The report's arrays, which move to the other thread instead of being copied. */
function buffersOf({ samples, windows }: SecondReport): ArrayBuffer[] {
  const { count: _count, ...columns } = samples;
  return [
    ...Object.values(columns),
    ...windows.flatMap(({ response, service }) => [response, service]),
  ].map((array) => array.buffer as ArrayBuffer);
}
