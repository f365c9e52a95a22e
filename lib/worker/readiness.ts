import { dirname } from 'node:path';
import { TimeLimitError, withTimeLimit } from '@/lib/core/time-limit';
import { freeBytes } from '@/lib/store/free-space';
import type { Store } from '@/lib/store/open-store';
import { isWorkerAlive } from '@/lib/store/queue/workers';

/** Below this a run is refused before long. */
const FEW_BYTES = 200_000_000;
const ANSWER_MS = 3000;

/** Why runs cannot be started or stored now, in sentences that say nothing of paths; none: they can. */
export async function readinessProblems(
  open: () => Promise<Store>,
  nowMs: number,
): Promise<string[]> {
  try {
    return await withTimeLimit(ANSWER_MS, undefined, async () => {
      const store = await open();
      const problems: string[] = [];
      if (!(await isWorkerAlive(store, nowMs))) problems.push('No worker is running.');
      if (freeBytes(dirname(store.sqlite.name)) < FEW_BYTES)
        problems.push('The disk of the data folder is nearly full.');
      return problems;
    });
  } catch (error) {
    return [
      error instanceof TimeLimitError
        ? `No response from the database within ${ANSWER_MS / 1000} s.`
        : 'The database cannot be used. See "plimsoll doctor".',
    ];
  }
}
