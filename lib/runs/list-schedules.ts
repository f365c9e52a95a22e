import type { ScheduleFiring } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import type { FiringStatus, FiringView, ScheduledStart, ScheduleView } from './schedule-view';

const LATEST = 8;

/** All schedules, what is due first before the others, each with what became of its last times. */
export async function listSchedules({ prisma }: Store): Promise<ScheduleView[]> {
  const schedules = await prisma.schedule.findMany({
    include: { firings: { orderBy: { dueAt: 'desc' }, take: LATEST } },
    orderBy: [{ enabled: 'desc' }, { startAt: 'asc' }, { name: 'asc' }],
  });
  return schedules.map(({ id, name, enabled, cron, timeZone, jitterMs, ...rest }) => ({
    ...{ id, name, enabled, cron, timeZone, jitterMs, skipIfRunning: rest.skipIfRunning },
    start: JSON.parse(rest.start) as ScheduledStart,
    nextAt: rest.startAt?.toISOString(),
    firings: rest.firings.map(firingView),
  }));
}

function firingView({ dueAt, status, runId, suiteId, note }: ScheduleFiring): FiringView {
  return {
    dueAt: dueAt.toISOString(),
    status: status as FiringStatus,
    run: runId ?? undefined,
    suite: suiteId ?? undefined,
    note: note ?? undefined,
  };
}
