import { startSearch } from '@/lib/capacity/search/start-search';
import type { Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import { executeSearch } from '@/lib/worker/execute-search';
import { type Simulation, simulateRun } from './simulate-run';

/** A search that is carried through, its steps simulated one after the other; returns its number. */
export async function simulateSearch(
  store: Store,
  input: object,
  next: () => Simulation,
): Promise<number> {
  const { id } = await startSearch(store, input);
  const search = await claimJob(store, 'search', 'seed', id);
  if (search === undefined) throw new Error(`Search ${id} is not queued.`);
  const times = next();
  let { startedMs } = times;
  await executeSearch(store, search, {
    async execute(_store, run, { isEnough } = {}) {
      const ended = await simulateRun(store, run, { ...times, startedMs, isEnough });
      startedMs += (ended.durationMs ?? 0) + 2000;
    },
  });
  return id;
}
