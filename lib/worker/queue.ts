import { endRun } from '@/lib/runs/end-run';
import type { Run, Search, Suite } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { STALE_AFTER_MS } from './heartbeat';

const NO_REPEAT = { confirmationId: null };
const ALONE = {
  confirmation: { repeats: { none: { status: { in: ['running', 'stopping'] } } } },
};

/**
 * Takes the oldest queued run, or run `number` if it is still queued, for this worker. Undefined
 * when there is none. Of several workers that try, one gets it.
 */
export async function claimRun(
  { prisma }: Store,
  workerId: string,
  number?: number,
): Promise<Run | undefined> {
  const next = await prisma.run.findFirst({
    // A suite's or search's runs are for the worker that executes it; repeats must not disturb each other.
    where: {
      status: 'queued',
      id: number,
      ...(number === undefined ? { suiteId: null, searchId: null, OR: [NO_REPEAT, ALONE] } : {}),
    },
    orderBy: { id: 'asc' },
  });
  if (next === null) return undefined;
  const now = new Date();
  const claimed = await prisma.run.updateMany({
    where: { id: next.id, status: 'queued' },
    data: { status: 'running', workerId, startedAt: now, heartbeatAt: now },
  });
  if (claimed.count === 0) return undefined;
  return (await prisma.run.findUnique({ where: { id: next.id } })) ?? undefined;
}

/** Takes the oldest queued suite, or suite `id` if it is still queued. Of several that try, one gets it. */
export async function claimSuite(
  { prisma }: Store,
  workerId: string,
  id?: number,
): Promise<Suite | undefined> {
  const next = await prisma.suite.findFirst({
    where: { status: 'queued', id },
    orderBy: { id: 'asc' },
  });
  if (next === null) return undefined;
  const now = new Date();
  const claimed = await prisma.suite.updateMany({
    where: { id: next.id, status: 'queued' },
    data: { status: 'running', workerId, startedAt: now, heartbeatAt: now },
  });
  if (claimed.count === 0) return undefined;
  return (await prisma.suite.findUnique({ where: { id: next.id } })) ?? undefined;
}

/** Takes the oldest queued search, or search `id` if it is still queued. Of several that try, one gets it. */
export async function claimSearch(
  { prisma }: Store,
  workerId: string,
  id?: number,
): Promise<Search | undefined> {
  const next = await prisma.search.findFirst({
    where: { status: 'queued', id },
    orderBy: { id: 'asc' },
  });
  if (next === null) return undefined;
  const now = new Date();
  const claimed = await prisma.search.updateMany({
    where: { id: next.id, status: 'queued' },
    data: { status: 'running', workerId, startedAt: now, heartbeatAt: now },
  });
  if (claimed.count === 0) return undefined;
  return (await prisma.search.findUnique({ where: { id: next.id } })) ?? undefined;
}

/** Ends, as *interrupted*, the runs whose worker has not been heard of; keeps all they stored. */
export async function interruptStaleRuns(store: Store, nowMs: number): Promise<number[]> {
  const stale = await store.prisma.run.findMany({
    where: {
      status: { in: ['running', 'stopping'] },
      heartbeatAt: { lt: new Date(nowMs - STALE_AFTER_MS) },
    },
  });
  const ours = stale.filter(({ source }) => source === null);
  // Of an import that was cut off nothing is kept: half of a file is worse than none.
  await store.prisma.run.deleteMany({
    where: { id: { in: stale.filter(({ source }) => source !== null).map(({ id }) => id) } },
  });
  for (const run of ours)
    await endRun(store, run.id, {
      status: 'interrupted',
      endedAt: run.heartbeatAt ?? new Date(nowMs),
      failureReason: 'The worker stopped responding; it may have been terminated.',
      failureAdvice: 'Data up to the last second was kept. Start a new run for complete results.',
    });
  return ours.map((run) => run.id);
}

/** Ends, as *interrupted*, the suites whose worker has not been heard of; keeps the verdicts so far. */
export async function interruptStaleSuites({ prisma }: Store, nowMs: number): Promise<void> {
  const stale = await prisma.suite.findMany({
    where: { status: 'running', heartbeatAt: { lt: new Date(nowMs - STALE_AFTER_MS) } },
  });
  for (const { id, heartbeatAt } of stale)
    await prisma.$transaction([
      prisma.suite.update({
        where: { id },
        data: {
          status: 'interrupted',
          endedAt: heartbeatAt,
          failureReason: 'The worker stopped responding; it may have been terminated.',
        },
      }),
      prisma.suiteBenchmark.updateMany({
        where: { suiteId: id, status: { in: ['queued', 'running'] } },
        data: { status: 'skipped' },
      }),
    ]);
}

/** Ends, as *interrupted*, the searches whose worker has not been heard of; keeps the steps so far. */
export async function interruptStaleSearches({ prisma }: Store, nowMs: number): Promise<void> {
  const stale = await prisma.search.findMany({
    where: { status: 'running', heartbeatAt: { lt: new Date(nowMs - STALE_AFTER_MS) } },
  });
  for (const { id, heartbeatAt } of stale)
    await prisma.search.update({
      where: { id },
      data: {
        status: 'interrupted',
        endedAt: heartbeatAt,
        failureReason: 'The worker stopped responding; it may have been terminated.',
      },
    });
}
