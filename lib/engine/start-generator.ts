import { Worker } from 'node:worker_threads';
import type { SecondReport } from '@/lib/stats/second-report';
import type { LoadEnd, LoadOptions, LoadRun } from './run-load';
import type { FromThread, ToThread } from './thread-messages';

const THREAD = new URL('./generator-thread.mjs', import.meta.url);

/** `runLoad` in a thread of its own, where nothing else can delay it. A crash there rejects `done`. */
export function startGenerator({ onSecond, ...load }: LoadOptions): LoadRun {
  const thread = new Worker(THREAD, { workerData: load, execArgv: [] });
  const done = new Promise<LoadEnd>((resolve, reject) => {
    const hear = (report: SecondReport) => {
      try {
        onSecond(report);
      } catch (error) {
        reject(error);
        void thread.terminate();
      }
    };
    thread.on('message', (message: FromThread) => {
      switch (message.type) {
        case 'second':
          hear(message.report);
          return;
        case 'end':
          resolve(message.end);
      }
    });
    thread.on('error', reject);
    thread.on('exit', (code) =>
      reject(new Error(`The load generator ended before its work was done (exit code ${code}).`)),
    );
  });
  return {
    stop: (mode) => thread.postMessage({ type: 'stop', mode } satisfies ToThread),
    done,
  };
}
