import { setTimeout as sleep } from 'node:timers/promises';
import { runAutomation } from '@/lib/automation/run-automation';
import type { Store } from '@/lib/store/open-store';
import { newHolderId } from '@/lib/store/queue/holder';
import { HEARTBEAT_MS } from '@/lib/store/queue/model';
import { claimJob, type Lease } from '@/lib/store/queue/queue';
import { retire, showAlive } from '@/lib/store/queue/workers';
import { untilStored } from '@/lib/store/trouble';
import { executeRun } from './execute-run';
import { executeSearch } from './execute-search';
import { executeSuite } from './execute-suite';
import { keepInterrupting } from './interrupt-lost';

const POLL_MS = 300;

export interface WorkerOptions {
  log: { info(message: string): void; error(details: object, message: string): void };
  /** Ends the worker: a run under way is stopped at once and kept. */
  signal: AbortSignal;
}

/**
 * Claims queued runs, and suites and searches when there are none, one at a time; executes them until told to end.
 * Beside them it interrupts what other workers left, and runs the automation: schedules, notifications, retention.
 */
export async function runWorker(store: Store, { log, signal }: WorkerOptions): Promise<void> {
  const workerId = newHolderId();
  const reportTrouble = (error: unknown) => log.error({ error }, 'heartbeat failed');
  await showAlive(store, workerId, Date.now());
  const heart = setInterval(
    () => void showAlive(store, workerId, Date.now()).catch(reportTrouble),
    HEARTBEAT_MS,
  );
  const stopInterrupting = keepInterrupting(store, {
    ownId: workerId,
    onInterrupted: (what) => log.info(`${what} interrupted: its worker stopped responding`),
    onError: (error) => log.error({ error }, 'interrupting stale jobs failed'),
  });
  const automation = runAutomation(store, { log, signal });
  try {
    while (!signal.aborted) {
      const lease = await untilStored(() => claimNext(store, workerId));
      if (lease === undefined) {
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      log.info(`${lease.kind} ${lease.id} started on ${lease.job.targetName}`);
      // What it throws is a store that does not come back: the supervisor starts a new worker.
      await execute(store, lease, signal);
      log.info(`${lease.kind} ${lease.id} ended`);
    }
  } finally {
    clearInterval(heart);
    await stopInterrupting();
    await automation;
    await retire(store, workerId);
  }
}

type AnyLease = Lease<'run'> | Lease<'suite'> | Lease<'search'>;

async function claimNext(store: Store, workerId: string): Promise<AnyLease | undefined> {
  return (
    (await claimJob(store, 'run', workerId)) ??
    (await claimJob(store, 'suite', workerId)) ??
    (await claimJob(store, 'search', workerId))
  );
}

function execute(store: Store, lease: AnyLease, signal: AbortSignal): Promise<void> {
  switch (lease.kind) {
    case 'run':
      return executeRun(store, lease, { signal });
    case 'suite':
      return executeSuite(store, lease, { signal });
    case 'search':
      return executeSearch(store, lease, { signal });
  }
}
