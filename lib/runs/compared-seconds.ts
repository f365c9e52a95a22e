import { parsePlan } from '@/lib/plan/parse-plan';
import type { ComparedSecond } from '@/lib/stats/compare/second-table';
import type { WindowRecord } from '@/lib/stats/windows';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { readSeconds } from '@/lib/store/read-seconds';
import { endpointNames } from './samples';
import { measuredSecond } from './seconds';

/** The name of all endpoints together. */
export const ALL_ENDPOINTS = '';

/**
 * A run's seconds of load as comparisons take them, by endpoint name and of all together; the warm-up, and
 * the last second if it was cut short, are left out.
 */
export async function comparedSeconds(
  store: Store,
  run: Pick<Run, 'id' | 'plan' | 'durationMs'>,
): Promise<Map<string, ComparedSecond[]>> {
  const names = await endpointNames(store, run.id);
  const warmUpMs = parsePlan(JSON.parse(run.plan)).warmUpMs ?? 0;
  const whole = Math.floor((run.durationMs ?? 0) / 1000);
  const found = new Map<string, ComparedSecond[]>(
    [ALL_ENDPOINTS, ...names].map((name) => [name, []]),
  );
  const add = (name: string, windows: readonly WindowRecord[]) =>
    found.get(name)?.push(measuredSecond(windows));
  for (const { tick, windows } of readSeconds(store.sqlite, run.id)) {
    if (tick.second * 1000 < warmUpMs || tick.second >= whole) continue;
    add(ALL_ENDPOINTS, windows);
    for (const [index, name] of names.entries())
      add(
        name,
        windows.filter(({ endpoint }) => endpoint === index),
      );
  }
  return found;
}
