import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@/lib/store/open-store';
import { interruptStaleRuns } from '@/lib/worker/queue';
import type { RunAccumulator } from './accumulator/accumulator';
import { runState } from './get-run';
import { hasEnded, type RunEvent } from './model';
import { createAccumulator, feedSeconds } from './seconds';

const POLL_MS = 500;

/**
 * A run as it goes on: an event whenever a second has been stored or its status has changed, the
 * first with all points so far, the last once it has ended. Ends early, quietly, on `signal`.
 */
export async function* followRun(
  store: Store,
  number: number,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  let seconds: RunAccumulator | undefined;
  let lastStatus: string | undefined;
  while (!signal.aborted) {
    await interruptStaleRuns(store, Date.now());
    const run = await store.prisma.run.findUnique({ where: { id: number } });
    if (run === null) return;
    const first = seconds === undefined;
    seconds ??= createAccumulator(run);
    const since = seconds.lastTick === undefined ? 0 : seconds.lastTick.second + 1;
    const added = await feedSeconds(store, number, seconds);
    if (first || added > 0 || run.status !== lastStatus) {
      lastStatus = run.status;
      const state = await runState(store, run, seconds, Date.now());
      yield { state, points: seconds.pointsSince(since) };
      if (hasEnded(state.status)) return;
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
