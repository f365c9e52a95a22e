import { randomUUID } from 'node:crypto';
import { followRun } from '@/lib/runs/follow-run';
import { stopRun } from '@/lib/runs/stop-run';
import type { Store } from '@/lib/store/open-store';
import { executeRun } from '@/lib/worker/execute-run';
import { isWorkerAlive } from '@/lib/worker/heartbeat';
import { claimRun } from '@/lib/worker/queue';
import { openProgress } from './progress';

/** Waits for a run's end and shows its progress; executes it here when no worker is alive to. */
export async function carryOut(store: Store, number: number): Promise<void> {
  const unlisten = stopOnInterrupt(store, number);
  try {
    await Promise.all([executeHereIfNeeded(store, number), showProgress(store, number)]);
  } finally {
    unlisten();
  }
}

async function executeHereIfNeeded(store: Store, number: number) {
  if (await isWorkerAlive(store, Date.now())) {
    console.error(`Run ${number} is queued for the worker.`);
    return;
  }
  const run = await claimRun(store, `cli-${randomUUID()}`, number);
  if (run !== undefined) await executeRun(store, run);
}

async function showProgress(store: Store, number: number) {
  const progress = openProgress(number);
  try {
    for await (const { state } of followRun(store, number, new AbortController().signal))
      progress.update(state);
  } finally {
    progress.close();
  }
}

/** Ctrl-C once lets requests in flight end; twice cuts them off. */
function stopOnInterrupt(store: Store, number: number): () => void {
  let mode: 'gracefully' | 'now' = 'gracefully';
  const onInterrupt = () => {
    const asked = mode;
    mode = 'now';
    console.error(asked === 'gracefully' ? '\nStopping; Ctrl-C again stops at once.' : '');
    // It may have ended in this moment: then there is nothing left to stop.
    stopRun(store, number, asked).catch(() => undefined);
  };
  process.on('SIGINT', onInterrupt);
  return () => process.off('SIGINT', onInterrupt);
}
