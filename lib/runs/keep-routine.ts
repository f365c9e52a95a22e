import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@/lib/store/open-store';
import { applyRetention } from './apply-retention';
import { collectNews } from './collect-news';
import { fireSchedules } from './fire-schedules';
import { sendNews } from './send-news';

const EVERY_MS = 2000;
const RETENTION_EVERY_MS = 3_600_000;

interface RoutineOptions {
  log: { info(message: string): void; error(details: object, message: string): void };
  signal: AbortSignal;
}

/**
 * What a worker does beside runs, until it is told to end: starts what schedules have due, tells channels the
 * news, removes what need not be kept. Trouble with one of them is logged, and hinders neither the others nor runs.
 */
export async function keepRoutine(store: Store, { log, signal }: RoutineOptions): Promise<void> {
  let retentionAtMs = 0;
  const attempt = async (what: string, verb: () => Promise<void>) => {
    try {
      if (!signal.aborted) await verb();
    } catch (error) {
      log.error({ error }, `${what} failed`);
    }
  };
  while (!signal.aborted) {
    const nowMs = Date.now();
    await attempt('schedules', async () => {
      for (const line of await fireSchedules(store, { nowMs })) log.info(line);
    });
    await attempt('news', () => collectNews(store, nowMs));
    await attempt('sending news', () => sendNews(store, { nowMs }));
    if (nowMs >= retentionAtMs)
      await attempt('retention', async () => {
        retentionAtMs = nowMs + RETENTION_EVERY_MS;
        const { runs } = await applyRetention(store, nowMs);
        if (runs > 0) log.info(`retention: samples or seconds of ${runs} runs removed`);
      });
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
