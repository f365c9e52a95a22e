import { setTimeout as sleep } from 'node:timers/promises';
import { type Fields, resultOf } from './service-client';

const LONGEST_MS = 10_000;

/** Asks about a job until it has one of these statuses; resolves with that answer. */
export async function untilStatus(
  url: string,
  job_id: string,
  ...statuses: string[]
): Promise<Fields> {
  return until(url, job_id, ({ status }) => statuses.includes(String(status)));
}

/** Asks about a job until its answer satisfies; rejects after 10 s. */
export async function until(
  url: string,
  job_id: string,
  satisfies: (status: Fields) => boolean,
): Promise<Fields> {
  const giveUpAtMs = performance.now() + LONGEST_MS;
  for (;;) {
    const status = await resultOf(url, 'training.get_status', { job_id });
    if (satisfies(status)) return status;
    if (performance.now() > giveUpAtMs) throw new Error(`Still: ${JSON.stringify(status)}`);
    await sleep(5);
  }
}
