import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from './insert-run';
import { reportOf } from './report-of';

/** A stretch of steady load: so many users, good answers a second, each after so many ms. */
export interface TestLevel {
  users: number;
  perSecond: number;
  serviceMs: number;
  seconds: number;
}

/** A stored run of *light* that went through these levels, ended and valid; returns its number. */
export async function insertLevels(
  store: Store,
  levels: readonly TestLevel[],
  over: Partial<Prisma.RunUncheckedCreateInput> = {},
): Promise<number> {
  const seconds = levels.reduce((sum, level) => sum + level.seconds, 0);
  const ended = {
    status: 'finished',
    validity: 'valid',
    requests: 1000,
    durationMs: seconds * 1000,
  };
  const number = await insertRun(store, { ...ended, plannedMs: seconds * 1000, ...over });
  const writer = openSecondWriter(store.sqlite, number);
  let second = 0;
  for (const { users, perSecond, serviceMs, seconds: length } of levels)
    for (const end = second + length; second < end; second++) {
      const samples = Array.from({ length: perSecond }, () => ({ serviceUs: serviceMs * 1000 }));
      const state = { activeUsers: users, inFlight: Math.round((perSecond * serviceMs) / 1000) };
      writer.write(reportOf(second, samples, state), Date.now());
    }
  return number;
}
