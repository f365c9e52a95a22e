import { parsePlan } from '@/lib/plan/parse-plan';
import type { Store } from '@/lib/store/open-store';
import { readSeconds } from '@/lib/store/read-seconds';
import { bucketMsFor, RunAccumulator } from './accumulator/accumulator';
import { endpointNames } from './samples';

interface StoredPlan {
  plannedMs: number;
  /** A LoadPlan as JSON. */
  plan: string;
}

/** An empty one, for a run of this plan. */
export function createAccumulator({ plannedMs, plan }: StoredPlan): RunAccumulator {
  return new RunAccumulator(bucketMsFor(plannedMs), parsePlan(JSON.parse(plan)).warmUpMs);
}

/** All of a run that is stored so far, added up. */
export async function accumulateRun(
  store: Store,
  run: StoredPlan & { id: number },
): Promise<RunAccumulator> {
  const accumulator = createAccumulator(run);
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
