import { parentPort, type TransferListItem, workerData } from 'node:worker_threads';
import type { EncodedLatencies } from '@/lib/stats/latencies';
import type { SecondReport } from '@/lib/stats/windows';
import { type LoadRun, runLoad } from './run-load';
import type { FromThread, ThreadTask, ToThread } from './start-generators';

const port = parentPort;
if (port === null) throw new Error('This file only runs in a worker thread.');

const tell = (message: FromThread, transfer?: TransferListItem[]) =>
  port.postMessage(message, transfer);

let load: LoadRun | undefined;
let begin: (atMs: number) => void = () => {};

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'start':
      load = start(message.startAtMs);
      load.done.then(
        (end) => {
          tell({ type: 'end', end });
          port.close();
        },
        // Uncaught in this thread, it reaches the other as the thread's error.
        (error: unknown) =>
          queueMicrotask(() => {
            throw error;
          }),
      );
      return;
    case 'begin':
      begin(message.beginAtMs);
      return;
    case 'stop':
      load?.stop(message.mode);
      return;
    case 'change':
      load?.change(message.change);
  }
});
tell({ type: 'up' });

function start(startAtMs: number): LoadRun {
  return runLoad({
    ...(workerData as ThreadTask),
    startAtMs,
    whenToBegin: () =>
      new Promise((resolve) => {
        begin = resolve;
        tell({ type: 'ready' });
      }),
    onSecond: (report) => tell({ type: 'second', report }, buffersOf(report)),
  });
}

/** The report's arrays, which move to the other thread instead of being copied. */
function buffersOf({ samples, windows }: SecondReport): ArrayBuffer[] {
  const { count: _count, ...columns } = samples;
  return [
    ...Object.values(columns),
    ...windows
      .flatMap((window) => [window, ...(window.failed ? [window.failed] : [])])
      .flatMap(arraysOf),
  ].map((array) => array.buffer as ArrayBuffer);
}

function arraysOf({ response, service, low }: EncodedLatencies): Uint8Array[] {
  return [response, service, ...(low ? [low.response, low.service] : [])];
}
