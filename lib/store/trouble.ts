import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const REASONS: Readonly<Record<string, string>> = {
  SQLITE_BUSY: 'the database was locked by another process',
  SQLITE_LOCKED: 'the database was locked by another process',
  SQLITE_FULL: 'the disk was full',
  SQLITE_IOERR: 'the disk reported an error',
  SQLITE_CANTOPEN: 'the database file could not be opened',
  SQLITE_READONLY: 'the database file was read-only',
};

const ofDriver = z.object({ code: z.string() });
const ofPrisma = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }),
  }),
});

/**
 * Why the store did not take something that it may take later: "the disk was full". Undefined for what will not
 * pass, such as a mistake in a query.
 */
export function troubleOf(error: unknown): string | undefined {
  const code =
    ofPrisma.safeParse(error).data?.meta.driverAdapterError.cause.originalCode ??
    ofDriver.safeParse(error).data?.code;
  // SQLITE_IOERR_WRITE and such say more than is needed.
  const [, kind = ''] = /^(SQLITE_[A-Z]+)/.exec(code ?? '') ?? [];
  return REASONS[kind];
}

const AGAIN_AFTER_MS = 500;
/** For as long a measured run waits for a store that is away. */
const GIVE_UP_AFTER_MS = 600_000;

/** Writes, and tries again while the store is in trouble; after ten minutes throws what it threw last. */
export async function untilStored<Result>(
  write: () => Promise<Result> | Result,
  {
    againAfterMs = AGAIN_AFTER_MS,
    giveUpAfterMs = GIVE_UP_AFTER_MS,
  }: { againAfterMs?: number; giveUpAfterMs?: number } = {},
): Promise<Result> {
  const startedMs = performance.now();
  for (;;)
    try {
      return await write();
    } catch (error) {
      const isLate = performance.now() - startedMs > giveUpAfterMs;
      if (troubleOf(error) === undefined || isLate) throw error;
      await sleep(againAfterMs);
    }
}
