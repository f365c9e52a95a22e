import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { clock, latency } from '@/lib/core/duration';
import { count, percent, rate, textOf } from '@/lib/core/number';
import { followRun } from '@/lib/runs/live/follow-run';
import { noteWatcher, WATCH_MS } from '@/lib/runs/live/watchers';
import type { RunState } from '@/lib/runs/model';
import { stopRun } from '@/lib/runs/stop-run';
import type { Store } from '@/lib/store/open-store';
import { newHolderId } from '@/lib/store/queue/holder';
import { isWorkerAlive } from '@/lib/store/queue/workers';
import { hasSuiteEnded, type SuiteStatus } from '@/lib/suites/model';
import { claimRun } from '@/lib/worker/claim-run';
import { executeRun } from '@/lib/worker/execute-run';
import { keepInterrupting } from '@/lib/worker/interrupt-lost';

/** Waits for a run's end and shows its progress; executes it here when no worker is alive to. */
export async function followQueuedRun(store: Store, number: number): Promise<void> {
  const unlisten = stopOnInterrupt(store, number);
  // Its worker, or another one before, may be killed: then this is who notices.
  const ownId = newHolderId();
  const stopInterrupting = keepInterrupting(store, { ownId });
  const watching = setInterval(() => noteWatcher(store, number, Date.now()), WATCH_MS);
  try {
    await Promise.all([executeHereIfNeeded(store, number, ownId), showProgress(store, number)]);
  } finally {
    clearInterval(watching);
    unlisten();
    await stopInterrupting();
  }
}

async function executeHereIfNeeded(store: Store, number: number, ownId: string) {
  if (await isWorkerAlive(store, Date.now())) {
    console.error(`Run ${number} is queued; a worker will start it.`);
    return;
  }
  const lease = await claimRun(store, number, ownId, {
    onWait: (other) => console.error(`Run ${number} waits: run ${other} is loading the same host.`),
  });
  if (lease !== undefined) await executeRun(store, lease);
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
    console.error(
      asked === 'gracefully'
        ? '\nStopping after in-flight requests. Press Ctrl-C again to stop now.'
        : '',
    );
    // It may have ended in this moment: then there is nothing left to stop.
    stopRun(store, number, asked).catch(() => undefined);
  };
  process.on('SIGINT', onInterrupt);
  return () => process.off('SIGINT', onInterrupt);
}

const LOOK_MS = 500;

/** Several runs under one name: a suite, a search. */
export interface Job<View extends { status: SuiteStatus }> {
  /** "Suite 3". */
  name: string;
  get(): Promise<View | undefined>;
  /** Where it stands, in a line. */
  progressOf(view: View): string;
  /** Executes it in this process, which is the worker of this id. */
  executeHere(workerId: string): Promise<void>;
  stop(): Promise<void>;
}

/** Waits for the end of a job and shows its progress; executes it here when no worker is alive. */
export async function followJob<View extends { status: SuiteStatus }>(
  store: Store,
  job: Job<View>,
): Promise<void> {
  const onInterrupt = () => void job.stop().catch(() => undefined);
  process.on('SIGINT', onInterrupt);
  const ownId = newHolderId();
  const stopInterrupting = keepInterrupting(store, { ownId });
  try {
    await Promise.all([executeIfNeeded(store, job, ownId), showJobProgress(job)]);
  } finally {
    process.off('SIGINT', onInterrupt);
    await stopInterrupting();
  }
}

async function executeIfNeeded(
  store: Store,
  { name, executeHere }: Pick<Job<never>, 'name' | 'executeHere'>,
  ownId: string,
): Promise<void> {
  if (await isWorkerAlive(store, Date.now())) {
    console.error(`${name} is queued; a worker will start it.`);
    return;
  }
  await executeHere(ownId);
}

async function showJobProgress<View extends { status: SuiteStatus }>({
  get,
  progressOf,
}: Job<View>): Promise<void> {
  for (let printed = ''; ; ) {
    const view = await get();
    if (view === undefined) return;
    const now = progressOf(view);
    if (now !== printed) console.error(now);
    printed = now;
    if (hasSuiteEnded(view.status)) return;
    await sleep(LOOK_MS);
  }
}

interface Progress {
  update(state: RunState): void;
  close(): void;
}

const PLAIN_LINE_EVERY_MS = 10_000;

/** A bar on a terminal; elsewhere a line every ten seconds. Both go to stderr. */
function openProgress(number: number): Progress {
  return process.stderr.isTTY ? openBar(number) : openLines(number);
}

function openBar(number: number): Progress {
  const bar = new SingleBar(
    { format: `Run ${number} {bar} {clock}  {figures}`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(1000, 0, { clock: '', figures: 'starting' });
  return {
    update: (state) =>
      bar.update(Math.round(state.progress.fraction * 1000), {
        clock: `${clock(state.progress.elapsedMs)}/${clock(state.progress.plannedMs)}`,
        figures: figuresOf(state),
      }),
    close: () => bar.stop(),
  };
}

function openLines(number: number): Progress {
  let nextMs = 0;
  return {
    update(state) {
      if (state.progress.elapsedMs < nextMs) return;
      nextMs = state.progress.elapsedMs + PLAIN_LINE_EVERY_MS;
      console.error(`Run ${number} ${clock(state.progress.elapsedMs)} ${figuresOf(state)}`);
    },
    close: () => undefined,
  };
}

function figuresOf({ status, activeUsers, totals, overall }: RunState): string {
  if (status === 'queued') return 'queued';
  return [
    // An open plan has none.
    ...(activeUsers > 0 ? [`${count(activeUsers)} users`] : []),
    textOf(rate(totals.requestsPerSecond)),
    `p95 ${textOf(latency(overall.response.p95Ms))}`,
    `error rate ${textOf(percent(totals.failureRate))}`,
  ].join('  ');
}
