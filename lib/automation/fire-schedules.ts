import { perform } from '@/lib/access/audit';
import { span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { hasEnded } from '@/lib/runs/model';
import { startRun } from '@/lib/runs/start-run';
import type { Prisma, Schedule } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { runStatusOf, scheduledStartOf, suiteStatusOf } from '@/lib/store/rows';
import { hasSuiteEnded } from '@/lib/suites/model';
import { startSuite } from '@/lib/suites/suites';
import { timesBetween } from './cron';
import type { ScheduledStart } from './model';
import { nextOf } from './schedules';

/** So late it is still started; what was due before is told as missed. */
export const GRACE_MS = 10 * 60_000;
/** Of the times that passed while no worker was alive, so many are told one by one. */
const MAX_MISSED = 20;

export interface FireOptions {
  /** Since 1970. */
  nowMs: number;
  random?: () => number;
  /** Instead of really queueing it; for tests of what happens when that does not come to its end. */
  start?: (store: Store, what: ScheduledStart, firing: string) => Promise<Started>;
}

type Started = { runId: number } | { suiteId: number };

/**
 * Starts what is due. Each time of a schedule is written down before it is started, and what is started carries
 * that time's key, of which there is never a second: whenever this is cut off, or two workers do it at once, a
 * time is neither lost nor doubled. Returns what was started, as sentences for the log.
 */
export async function fireSchedules(store: Store, options: FireOptions): Promise<string[]> {
  const { nowMs } = options;
  const due = await store.prisma.schedule.findMany({
    where: { enabled: true, startAt: { lte: new Date(nowMs) } },
  });
  for (const schedule of due) await writeDown(store, schedule, options);
  const open = await store.prisma.scheduleFiring.findMany({
    where: { status: 'starting' },
    include: { schedule: true },
    orderBy: { dueAt: 'asc' },
  });
  const said: string[] = [];
  for (const { schedule, dueAt } of open)
    said.push(await startDue(store, schedule, dueAt, options));
  return said;
}

/** Every time that has passed becomes a firing, and the schedule's next time is set, all at once. */
async function writeDown(
  store: Store,
  schedule: Schedule,
  { nowMs, random = Math.random }: FireOptions,
): Promise<void> {
  const { id, cron, timeZone, dueAt } = schedule;
  if (dueAt === null) return;
  const times = timesBetween(cron, timeZone, [dueAt.getTime(), nowMs], MAX_MISSED);
  // Of those that are still in time only the last is started: they would only be the same again.
  const last = times.at(-1) ?? dueAt.getTime();
  const isInTime = nowMs - last <= GRACE_MS + schedule.jitterMs;
  const at = new Date(nowMs);
  const missed = times.filter((time) => time !== last || !isInTime);
  const running = isInTime ? await stillRunning(store, schedule) : undefined;
  const rows: Prisma.ScheduleFiringCreateManyInput[] = missed.map((time) => ({
    scheduleId: id,
    dueAt: new Date(time),
    at,
    status: 'missed',
    note: `No worker was running until ${span(nowMs - time)} later.`,
  }));
  if (isInTime)
    rows.push({
      scheduleId: id,
      dueAt: new Date(last),
      at,
      ...(running === undefined
        ? { status: 'starting' }
        : { status: 'skipped', note: `${running} was still active.` }),
    });
  await store.prisma.$transaction(async (transaction) => {
    const moved = await transaction.schedule.updateMany({
      where: { id, dueAt },
      data: nextOf(schedule, nowMs, random),
    });
    // Another worker was first.
    if (moved.count === 0) return;
    await transaction.scheduleFiring.createMany({ data: rows });
  });
}

async function startDue(
  store: Store,
  schedule: Schedule,
  dueAt: Date,
  { nowMs, start = startScheduled }: FireOptions,
): Promise<string> {
  const key = `${schedule.id}@${dueAt.toISOString()}`;
  const where = { scheduleId_dueAt: { scheduleId: schedule.id, dueAt } };
  const end = (data: Prisma.ScheduleFiringUpdateInput) =>
    store.prisma.scheduleFiring.update({ where, data });
  const there = await startedFor(store, key);
  if (there === undefined && nowMs - dueAt.getTime() > GRACE_MS + schedule.jitterMs) {
    await end({
      status: 'missed',
      note: 'The worker that should have started it stopped responding.',
    });
    return `schedule ${schedule.name} missed ${dueAt.toISOString()}`;
  }
  try {
    const what = scheduledStartOf(schedule);
    const actor = { kind: 'schedule', name: schedule.name, scopes: ['runs:start'] } as const;
    const verb = what.kind === 'suite' ? 'suite.start' : 'run.start';
    const does = (within: Store) => start(within, what, key);
    const started = there ?? (await perform(store, actor, verb, does));
    await end({ status: 'started', ...started });
    return `schedule ${schedule.name} started ${'runId' in started ? `run ${started.runId}` : `suite ${started.suiteId}`}`;
  } catch (error) {
    const other = await startedFor(store, key);
    if (other !== undefined) {
      await end({ status: 'started', ...other });
      return `schedule ${schedule.name} was started by another worker`;
    }
    if (!(error instanceof PlimsollError)) throw error;
    const why = [error.message, ...error.problems.map(({ path, message }) => `${path} ${message}`)];
    await end({ status: 'failed', note: why.join(' ') });
    return `schedule ${schedule.name} could not start: ${why.join(' ')}`;
  }
}

async function startedFor({ prisma }: Store, firing: string): Promise<Started | undefined> {
  const run = await prisma.run.findUnique({ where: { firing }, select: { id: true } });
  if (run !== null) return { runId: run.id };
  const suite = await prisma.suite.findUnique({ where: { firing }, select: { id: true } });
  return suite === null ? undefined : { suiteId: suite.id };
}

async function startScheduled(
  store: Store,
  what: ScheduledStart,
  firing: string,
): Promise<Started> {
  const { kind, ...input } = what;
  if (kind === 'suite') return { suiteId: (await startSuite(store, { ...input, firing })).id };
  return { runId: (await startRun(store, { ...input, firing })).number };
}

/** What the schedule has started last, where that has not ended and it must not run twice at once. */
async function stillRunning(
  { prisma }: Store,
  { id, skipIfRunning }: Schedule,
): Promise<string | undefined> {
  if (!skipIfRunning) return undefined;
  const last = await prisma.scheduleFiring.findFirst({
    where: { scheduleId: id, status: 'started' },
    orderBy: { dueAt: 'desc' },
  });
  if (last?.runId) {
    const run = await prisma.run.findUnique({ where: { id: last.runId } });
    if (run !== null && !hasEnded(runStatusOf(run))) return `Run ${run.id}`;
  }
  if (last?.suiteId) {
    const suite = await prisma.suite.findUnique({ where: { id: last.suiteId } });
    if (suite !== null && !hasSuiteEnded(suiteStatusOf(suite))) return `Suite ${suite.id}`;
  }
  return undefined;
}
