import type { Store } from '@/lib/store/open-store';
import { isWorkerAlive } from '@/lib/store/queue/workers';
import { listChannels } from './channels';
import type { AutomationView } from './model';
import { getRetention, previewRetention } from './retention';
import { listSchedules } from './schedules';

const WEEK_MS = 7 * 86_400_000;

export async function getAutomation(store: Store, nowMs: number): Promise<AutomationView> {
  const retention = await getRetention(store);
  return {
    schedules: await listSchedules(store),
    channels: await listChannels(store),
    retention,
    saving: await previewRetention(store, retention, nowMs),
    storeBytes: storeBytes(store),
    missed: await countMissed(store, nowMs - WEEK_MS),
    workerAlive: await isWorkerAlive(store, nowMs),
  };
}

/** Starts that were due since then (ms since 1970) and were missed, or could not be made. */
export function countMissed({ prisma }: Store, sinceMs: number): Promise<number> {
  return prisma.scheduleFiring.count({
    where: { status: { in: ['missed', 'failed'] }, dueAt: { gte: new Date(sinceMs) } },
  });
}

function storeBytes({ sqlite }: Store): AutomationView['storeBytes'] {
  const pragma = (name: string) => sqlite.pragma(name, { simple: true }) as number;
  const pageBytes = pragma('page_size');
  return { all: pragma('page_count') * pageBytes, free: pragma('freelist_count') * pageBytes };
}
