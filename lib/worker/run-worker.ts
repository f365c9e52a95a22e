import { setTimeout as sleep } from 'node:timers/promises';
import { runAutomation } from '@/lib/automation/run-automation';
import type { Log } from '@/lib/core/log';
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
  log: Log;
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
    onInterrupted: (what) => log.info(numberOf(what), 'interrupted: its worker stopped responding'),
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
      const about = { [lease.kind]: lease.id };
      log.info(about, `started on ${lease.job.targetName}`);
      // What it throws is a store that does not come back: the supervisor starts a new worker.
      await execute(store, lease, signal);
      log.info(about, `ended: ${await untilStored(() => statusOf(store, lease))}`);
    }
  } finally {
    clearInterval(heart);
    await stopInterrupting();
    await automation;
    await retire(store, workerId);
  }
}

/** Of "run 12". */
function numberOf(what: string): Record<string, number> {
  const [kind = '', id] = what.split(' ');
  return { [kind]: Number(id) };
}

async function statusOf({ prisma }: Store, { kind, id }: AnyLease): Promise<string> {
  const select = { status: true } as const;
  const job =
    kind === 'run'
      ? await prisma.run.findUnique({ where: { id }, select })
      : kind === 'suite'
        ? await prisma.suite.findUnique({ where: { id }, select })
        : await prisma.search.findUnique({ where: { id }, select });
  return job?.status ?? 'deleted';
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
