import { expect, it } from 'vitest';
import { RunJobs } from '@/lib/engine/users/behaviour';
import { BEHAVIOUR_KINDS } from '@/lib/engine/users/behaviours';
import { createRandom } from '@/lib/stats/random';
import { BEHAVIOURS, INTENDED_WAIT_MS, USUAL_JOBS } from './users';

it.each(BEHAVIOURS)('%s users wait as long as estimates say', (name) => {
  const memory = { jobs: new RunJobs(), shape: USUAL_JOBS, nextCallId: () => 1 };
  const user = BEHAVIOUR_KINDS[name].createUser({ random: createRandom(5), memory });
  const waits = Array.from({ length: 2000 }, () => user.nextWaitMs());
  const { min, max } = INTENDED_WAIT_MS[name];
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(min);
  expect(Math.max(...waits)).toBeLessThanOrEqual(max);
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  expect(Math.abs(mean / ((min + max) / 2) - 1)).toBeLessThan(0.05);
});
