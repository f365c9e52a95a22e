import { endRun } from '@/lib/runs/end-run';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { HEARTBEAT_MS } from '@/lib/store/queue/model';
import { heldJobs, moveJob, requestStop } from '@/lib/store/queue/queue';
import { createSilenceWatch, type SilenceWatch } from '@/lib/store/queue/silence-watch';
import { endSuite } from '@/lib/suites/end-suite';

const GONE = 'The worker stopped responding; it may have been terminated.';

const RUN_GONE = {
  failureReason: GONE,
  failureAdvice: 'Data up to the last second was kept. Start a new run for complete results.',
};
const IMPORT_GONE = {
  failureReason: 'The import was cut off, so only part of the file is here.',
  failureAdvice: 'Delete this run and import the file again.',
};

/**
 * Ends, as *interrupted*, the jobs that `watch` says are lost, and keeps all they stored. Those of worker `ownId`
 * are not: a process that was held up, by sleep say, is still there. Returns what it ended.
 */
export async function interruptLost(
  store: Store,
  watch: SilenceWatch,
  ownId?: string,
): Promise<string[]> {
  const ended: string[] = [];
  const [suites, searches, runs] = await Promise.all([
    heldJobs(store, 'suite'),
    heldJobs(store, 'search'),
    heldJobs(store, 'run'),
  ]);
  const lost = watch
    .lost([...suites, ...searches, ...runs])
    .filter(({ job }) => ownId === undefined || job.workerId !== ownId);
  for (const suite of suites.filter((one) => lost.includes(one))) {
    const endedAt = suite.heartbeatAt ?? new Date();
    const end = { status: 'interrupted', endedAt, failureReason: GONE } as const;
    if (await endSuite(store, suite, end)) ended.push(`suite ${suite.id}`);
    await stopUnclaimed(store, { suiteId: suite.id });
  }
  for (const search of searches.filter((one) => lost.includes(one))) {
    const data = { endedAt: search.heartbeatAt, failureReason: GONE };
    if (await moveJob(store.prisma, search, 'interrupted', data)) ended.push(`search ${search.id}`);
    await stopUnclaimed(store, { searchId: search.id });
  }
  for (const { id, heartbeatAt, job } of runs.filter((one) => lost.includes(one))) {
    const end = {
      status: 'interrupted',
      endedAt: heartbeatAt ?? new Date(),
      ...(job.source === null ? RUN_GONE : IMPORT_GONE),
    } as const;
    if (await endRun(store, id, end, { heartbeatAt })) ended.push(`run ${id}`);
  }
  return ended;
}

/** Runs that a suite or search has queued are for its worker, and it is gone. */
async function stopUnclaimed(store: Store, of: Prisma.RunWhereInput): Promise<void> {
  const runs = await store.prisma.run.findMany({ where: { ...of, status: 'queued' } });
  for (const { id } of runs) await requestStop(store, 'run', id);
}

interface InterruptOptions {
  /** Whose jobs are left alone. */
  ownId?: string;
  onInterrupted?: (what: string) => void;
  onError?: (error: unknown) => void;
}

/** Interrupts lost jobs now and every second until it is told to end; one look at a time. */
export function keepInterrupting(
  store: Store,
  { ownId, onInterrupted = () => {}, onError = () => {} }: InterruptOptions = {},
): () => Promise<void> {
  const watch = createSilenceWatch();
  let looking: Promise<void> | undefined;
  const look = async () => {
    const beganMs = performance.now();
    // A write that changes nothing: while this process cannot write, neither can they.
    await store.prisma.worker.updateMany({ where: { id: '' }, data: { id: '' } });
    for (const what of await interruptLost(store, watch, ownId)) onInterrupted(what);
    // Held up itself, this process cannot tell who else was.
    if (performance.now() - beganMs > HEARTBEAT_MS) watch.startOver();
  };
  const begin = () => {
    looking ??= look()
      .catch((error: unknown) => {
        watch.startOver();
        onError(error);
      })
      .finally(() => {
        looking = undefined;
      });
  };
  begin();
  const timer = setInterval(begin, HEARTBEAT_MS);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
