import { span } from '@/lib/core/duration';
import { cronWords } from '@/lib/plan/cron-words';
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
  const scenarios = await prisma.scenario.findMany({ select: { slug: true, name: true } });
  const names = new Map(scenarios.map(({ slug, name }) => [slug, name]));
  return schedules.map(({ id, name, enabled, cron, timeZone, jitterMs, ...rest }) => {
    const start = JSON.parse(rest.start) as ScheduledStart;
    return {
      ...{ id, name, enabled, cron, timeZone, jitterMs, skipIfRunning: rest.skipIfRunning, start },
      when: cronWords(cron),
      what: startWords(start, names),
      nextAt: rest.startAt?.toISOString(),
      firings: rest.firings.map(firingView),
    };
  });
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

function startWords(start: ScheduledStart, names: ReadonlyMap<string, string>): string {
  if (start.kind === 'suite')
    return `${start.quick ? 'Quick benchmark suite' : 'Benchmark suite'} on ${start.target}`;
  const { scenario, target, users, ratePerSecond, durationMs } = start;
  const size = [
    users === undefined ? [] : `${users} users`,
    ratePerSecond === undefined ? [] : `${ratePerSecond}/s`,
    durationMs === undefined ? [] : span(durationMs),
  ].flat();
  return [`${names.get(scenario) ?? scenario} on ${target}`, ...size].join(', ');
}
