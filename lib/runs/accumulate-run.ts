import { bucketMsFor, RunAccumulator } from '@/lib/live/run-accumulator';
import type { Store } from '@/lib/store/open-store';
import { readSeconds } from '@/lib/store/read-seconds';
import { endpointNames } from './list-samples';

/** All of a run that is stored so far, added up. */
export async function accumulateRun(
  store: Store,
  run: { id: number; plannedMs: number },
): Promise<RunAccumulator> {
  const accumulator = new RunAccumulator(bucketMsFor(run.plannedMs));
  await feedSeconds(store, run.id, accumulator);
  return accumulator;
}

/** Adds the seconds that have come in since the accumulator's last; returns how many. */
export async function feedSeconds(
  store: Store,
  runId: number,
  accumulator: RunAccumulator,
): Promise<number> {
  const from = accumulator.lastTick === undefined ? 0 : accumulator.lastTick.second + 1;
  const names = await endpointNames(store, runId);
  let seconds = 0;
  for (const { tick, windows } of readSeconds(store.sqlite, runId, from)) {
    // A name written after `names` was read is picked up with its second, next time.
    if (windows.some((window) => window.endpoint >= names.length)) break;
    accumulator.addSecond(tick, windows, names);
    seconds++;
  }
  return seconds;
}
