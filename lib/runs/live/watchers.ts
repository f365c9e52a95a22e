import { networkInterfaces } from 'node:os';
import type { Store } from '@/lib/store/open-store';
import { troubleOf } from '@/lib/store/trouble';

/** How often whoever watches a run shows it, ms. */
export const WATCH_MS = 2000;

/**
 * Notes that a run's live page is open in a browser on this machine, which shares its processors with the load generator:
 * if the run turns out to be uncertain, that may be why. `address`: of who watches.
 */
export function noteLocalWatcher(store: Store, run: number, address: string | undefined): void {
  if (address === undefined || !isOwnAddress(address)) return;
  remark(
    store,
    `UPDATE "Run" SET "watchedLocally" = 1
     WHERE "id" = ? AND NOT "watchedLocally" AND "status" IN ('queued', 'running')`,
    run,
  );
}

/** Shows that somebody watches a run that is to stop when nobody does. */
export function noteWatcher(store: Store, run: number, nowMs: number): void {
  remark(
    store,
    `UPDATE "Run" SET "watchedAt" = ?
     WHERE "id" = ? AND "stopUnwatchedAfterMs" IS NOT NULL AND "status" IN ('queued', 'running')`,
    nowMs,
    run,
  );
}

/** It is a remark, and no reason to keep anybody from watching. */
function remark({ sqlite }: Store, sql: string, ...values: number[]): void {
  try {
    sqlite.prepare(sql).run(...values);
  } catch (error) {
    if (troubleOf(error) === undefined) throw error;
  }
}

/** Whether an address is one of this machine's; IPv4 may be written as IPv6. */
export function isOwnAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  if (plain.startsWith('127.') || plain === '::1') return true;
  return Object.values(networkInterfaces()).some((all) =>
    all?.some((own) => own.address === plain),
  );
}
