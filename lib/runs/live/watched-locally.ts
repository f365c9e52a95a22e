import { networkInterfaces } from 'node:os';
import type { Store } from '@/lib/store/open-store';
import { troubleOf } from '@/lib/store/trouble';

/**
 * Notes that a run's live page is open in a browser on this machine, which shares its processors with the load generator:
 * if the run turns out to be uncertain, that may be why. `address`: of who watches.
 */
export function noteWatcher({ sqlite }: Store, run: number, address: string | undefined): void {
  if (address === undefined || !isOwnAddress(address)) return;
  try {
    sqlite
      .prepare(
        `UPDATE "Run" SET "watchedLocally" = 1
         WHERE "id" = ? AND NOT "watchedLocally" AND "status" IN ('queued', 'running')`,
      )
      .run(run);
  } catch (error) {
    // It is a remark, and no reason to keep anybody from watching.
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
