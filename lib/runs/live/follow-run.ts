import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@/lib/store/open-store';
import { isStale } from '@/lib/store/queue/model';
import type { RunAccumulator } from '../accumulator/accumulator';
import { runState } from '../get-run';
import { hasEnded, type RunEvent } from '../model';
import { createAccumulator, feedSeconds } from '../seconds';

const LOOK_EVERY_MS = 500;

/**
 * A run as it goes on: an event whenever a second has been stored, its status has changed, or its worker
 * has stopped responding, the first with all points so far, the last once it has ended. Ends early, quietly,
 * on `signal`.
 */
export async function* followRun(
  store: Store,
  number: number,
  signal: AbortSignal,
  everyMs = LOOK_EVERY_MS,
): AsyncGenerator<RunEvent> {
  let seconds: RunAccumulator | undefined;
  let lastStatus: string | undefined;
  let lastStale = false;
  while (!signal.aborted) {
    const run = await store.prisma.run.findUnique({ where: { id: number } });
    if (run === null) return;
    const first = seconds === undefined;
    seconds ??= createAccumulator(run);
    const since = seconds.lastTick === undefined ? 0 : seconds.lastTick.second + 1;
    const added = await feedSeconds(store, number, seconds);
    const nowMs = Date.now();
    const stale = isStale(run, nowMs);
    if (first || added > 0 || run.status !== lastStatus || stale !== lastStale) {
      lastStatus = run.status;
      lastStale = stale;
      const state = await runState(store, run, seconds, nowMs);
      yield { state, points: seconds.pointsSince(since) };
      if (hasEnded(state.status)) return;
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
