import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@/lib/core/log';
import type { Store } from '@/lib/store/open-store';
import { deliverNotifications } from './deliver-notifications';
import { enqueueNotifications } from './enqueue-notifications';
import { fireSchedules } from './fire-schedules';
import { applyRetention } from './retention';

const EVERY_MS = 2000;
// Often: while runs follow each other, it has only the moments in between.
const RETENTION_EVERY_MS = 60_000;

interface AutomationOptions {
  log: Log;
  signal: AbortSignal;
}

/**
 * What a worker does beside runs, until it is told to end: starts what schedules have due, tells channels the
 * news, removes what need not be kept. Trouble with one of them is logged, and hinders neither the others nor
 * runs; a receiver that hangs keeps no schedule waiting.
 */
export async function runAutomation(
  store: Store,
  { log, signal }: AutomationOptions,
): Promise<void> {
  const again = async (what: string, everyMs: number, verb: (nowMs: number) => Promise<void>) => {
    while (!signal.aborted) {
      try {
        await verb(Date.now());
      } catch (error) {
        if (!signal.aborted) log.error({ error }, `${what} failed`);
      }
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  await Promise.all([
    again('schedules', EVERY_MS, async (nowMs) => {
      for (const line of await fireSchedules(store, { nowMs })) log.info({}, line);
    }),
    again('news', EVERY_MS, async (nowMs) => {
      await enqueueNotifications(store, nowMs);
      await deliverNotifications(store, { nowMs, signal });
    }),
    again('retention', RETENTION_EVERY_MS, async (nowMs) => {
      const { runs } = await applyRetention(store, nowMs);
      if (runs > 0) log.info({}, `retention: deleted expired data of ${runs} runs`);
    }),
  ]);
}
