import { endRun } from '@/lib/runs/end-run';
import { createRandom } from '@/lib/stats/random';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { reportOf } from '@/lib/testing/report-of';

const ENDPOINTS = [
  'training.get_status',
  'training.start',
  'training.export_trajectories',
  'training.cancel',
];

/** What a made-up run is like; `factor` is how much slower it is than the others. */
export interface SyntheticRun {
  seconds: number;
  requestsPerSecond: number;
  factor: number;
  seed: number;
}

/** A stored, ended run of made-up samples, whose seconds are alike in time as real ones are; its number. */
export async function syntheticRun(
  store: Store,
  { seconds, requestsPerSecond, factor, seed }: SyntheticRun,
): Promise<number> {
  const startedAt = new Date(1_700_000_000_000 + seed * 3_600_000);
  const number = await insertRun(store, { startedAt, plannedMs: seconds * 1000, seed });
  const writer = openSecondWriter(store.sqlite, number);
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let level = 0.1 * normal();
  for (let second = 0; second < seconds; second++) {
    level = 0.8 * level + 0.06 * normal();
    const samples = Array.from({ length: requestsPerSecond }, (_, index) => ({
      endpoint: index % ENDPOINTS.length,
      intendedUs: second * 1e6 + (index * 1e6) / requestsPerSecond,
      sendDelayUs: 20 + Math.floor(random() * 100),
      serviceUs: Math.round(50_000 * factor * Math.exp(level + 0.4 * normal())),
    }));
    writer.write(reportOf(second, samples, { endpoints: ENDPOINTS }), Date.now());
  }
  const endedAt = new Date(startedAt.getTime() + seconds * 1000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: seconds * 1000 });
  return number;
}
