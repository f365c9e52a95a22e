import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { printerToken } from '@/lib/access/actor';
import type { Store } from '@/lib/store/open-store';

const SETTING = 'dashboard';
const ANSWER_MS = 2000;
/** Where a dashboard tells its key (app/api/dashboard). */
const KEY_PATH = '/api/dashboard';

const announcementSchema = z.object({ url: z.url(), key: z.string().min(1), token: z.string() });

const own = globalThis as typeof globalThis & { plimsollDashboardKey?: string };

/** What this process announced itself with; undefined where it has not. */
export function dashboardKey(): string | undefined {
  return own.plimsollDashboardKey;
}

/**
 * Writes into the store where the dashboard of this process answers, a key that it alone knows, and by what it knows a
 * browser that prints its pages.
 */
export async function announceDashboard({ prisma }: Store, url: string): Promise<void> {
  own.plimsollDashboardKey = randomUUID();
  const value = JSON.stringify({ url, key: own.plimsollDashboardKey, token: printerToken() });
  await prisma.setting.upsert({
    where: { name: SETTING },
    create: { name: SETTING, value },
    update: { value },
  });
}

export interface RunningDashboard {
  url: string;
  /** For `printPage`. */
  token: string;
}

/**
 * A dashboard that serves this store now; undefined where none does. Only the process that
 * wrote into the store knows the key: another one at the same address, or of another store, is not taken for it.
 */
export async function findDashboard({ prisma }: Store): Promise<RunningDashboard | undefined> {
  const row = await prisma.setting.findUnique({ where: { name: SETTING } });
  if (row === null) return undefined;
  const announced = announcementSchema.safeParse(JSON.parse(row.value));
  if (!announced.success) return undefined;
  const { url, key, token } = announced.data;
  try {
    const answer = await fetch(`${url}${KEY_PATH}`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const told = z.object({ key: z.string() }).safeParse(await answer.json());
    return told.success && told.data.key === key ? { url, token } : undefined;
  } catch {
    return undefined;
  }
}
