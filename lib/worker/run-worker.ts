import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { runAutomation } from '@/lib/automation/run-automation';
import type { Store } from '@/lib/store/open-store';
import { executeRun } from './execute-run';
import { executeSearch } from './execute-search';
import { executeSuite } from './execute-suite';
import { beat, HEARTBEAT_MS, retire } from './heartbeat';
import {
  claimRun,
  claimSearch,
  claimSuite,
  interruptStaleRuns,
  interruptStaleSearches,
  interruptStaleSuites,
} from './queue';

const POLL_MS = 300;

export interface WorkerOptions {
  log: { info(message: string): void; error(details: object, message: string): void };
  /** Ends the worker: a run under way is stopped at once and kept. */
  signal: AbortSignal;
}

/**
 * Claims queued runs, and suites and searches when there are none, one at a time; executes them until told to end.
 * Beside them it keeps the routine: schedules, news, retention.
 */
export async function runWorker(store: Store, { log, signal }: WorkerOptions): Promise<void> {
  const workerId = randomUUID();
  const reportTrouble = (error: unknown) => log.error({ error }, 'heartbeat failed');
  await beat(store, workerId, Date.now());
  const heart = setInterval(
    () => void beat(store, workerId, Date.now()).catch(reportTrouble),
    HEARTBEAT_MS,
  );
  const automation = runAutomation(store, { log, signal });
  try {
    while (!signal.aborted) {
      for (const number of await interruptStaleRuns(store, Date.now()))
        log.info(`run ${number} interrupted: its worker stopped responding`);
      const run = await claimRun(store, workerId);
      if (run === undefined) {
        await interruptStaleSuites(store, Date.now());
        const suite = await claimSuite(store, workerId);
        if (suite !== undefined) {
          log.info(`suite ${suite.id} started on ${suite.targetName}`);
          await executeSuite(store, suite, { signal });
          log.info(`suite ${suite.id} ended`);
          continue;
        }
        await interruptStaleSearches(store, Date.now());
        const search = await claimSearch(store, workerId);
        if (search !== undefined) {
          log.info(`search ${search.id} started on ${search.targetName}`);
          await executeSearch(store, search, { signal });
          log.info(`search ${search.id} ended`);
          continue;
        }
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      log.info(`run ${run.id} started: ${run.scenarioName} on ${run.targetName}`);
      await executeRun(store, run, { signal });
      log.info(`run ${run.id} ended`);
    }
  } finally {
    clearInterval(heart);
    await automation;
    await retire(store, workerId);
  }
}
