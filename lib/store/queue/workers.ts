import { hostname } from 'node:os';
import type { Store } from '@/lib/store/open-store';
import { processOf } from './holder';
import { STALE_AFTER_MS } from './model';

/** Tells the others that this worker lives. */
export async function showAlive({ prisma }: Store, workerId: string, nowMs: number): Promise<void> {
  const heartbeatAt = new Date(nowMs);
  await prisma.worker.upsert({
    where: { id: workerId },
    create: { id: workerId, pid: process.pid, host: hostname(), heartbeatAt },
    update: { heartbeatAt },
  });
}

/** A worker that ends takes its name off the list. */
export async function retire({ prisma }: Store, workerId: string): Promise<void> {
  await prisma.worker.deleteMany({ where: { id: workerId } });
}

export async function isWorkerAlive({ prisma }: Store, nowMs: number): Promise<boolean> {
  const heard = await prisma.worker.findMany({
    where: { heartbeatAt: { gte: new Date(nowMs - STALE_AFTER_MS) } },
  });
  return heard.some(({ id }) => processOf(id) !== 'gone');
}
