import { endRun } from '@/lib/runs/end-run';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { HEARTBEAT_MS } from '@/lib/store/queue/model';
import { moveJob, requestStop, staleJobs } from '@/lib/store/queue/queue';
import { endSuite } from '@/lib/suites/end-suite';

const GONE = 'The worker stopped responding; it may have been terminated.';

/**
 * Ends, as *interrupted*, the jobs whose worker stopped responding, and keeps all they stored. Those of
 * worker `ownId` are not: a process that was held up, by sleep say, is still there. Returns what it ended.
 */
export async function interruptStale(
  store: Store,
  nowMs: number,
  ownId?: string,
): Promise<string[]> {
  const ended: string[] = [];
  const isOthers = ({ job }: { job: { workerId: string | null } }) =>
    ownId === undefined || job.workerId !== ownId;
  for (const suite of (await staleJobs(store, 'suite', nowMs)).filter(isOthers)) {
    const endedAt = suite.job.heartbeatAt ?? new Date(nowMs);
    const end = { status: 'interrupted', endedAt, failureReason: GONE } as const;
    if (await endSuite(store, suite, end)) ended.push(`suite ${suite.id}`);
    await stopUnclaimed(store, { suiteId: suite.id });
  }
  for (const search of (await staleJobs(store, 'search', nowMs)).filter(isOthers)) {
    const data = { endedAt: search.job.heartbeatAt, failureReason: GONE };
    if (await moveJob(store.prisma, search, 'interrupted', data)) ended.push(`search ${search.id}`);
    await stopUnclaimed(store, { searchId: search.id });
  }
  for (const { id, silentSince, job } of (await staleJobs(store, 'run', nowMs)).filter(isOthers)) {
    if (job.source !== null) {
      // Of an import that was cut off nothing is kept: half of a file is worse than none.
      await store.prisma.run.deleteMany({
        where: { id, status: 'running', heartbeatAt: { lt: silentSince } },
      });
      continue;
    }
    const end = {
      status: 'interrupted',
      endedAt: job.heartbeatAt ?? new Date(nowMs),
      failureReason: GONE,
      failureAdvice: 'Data up to the last second was kept. Start a new run for complete results.',
    } as const;
    if (await endRun(store, id, end, { silentSince })) ended.push(`run ${id}`);
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

/** Interrupts stale jobs now and every second until it is told to end; one look at a time. */
export function keepInterrupting(
  store: Store,
  { ownId, onInterrupted = () => {}, onError = () => {} }: InterruptOptions = {},
): () => Promise<void> {
  let looking: Promise<void> | undefined;
  const look = async () => {
    for (const what of await interruptStale(store, Date.now(), ownId)) onInterrupted(what);
  };
  const begin = () => {
    looking ??= look()
      .catch(onError)
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
