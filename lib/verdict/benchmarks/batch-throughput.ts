import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import type { Benchmark } from './benchmark';
import { oneGroup, usersPlan } from './benchmark-plans';

const BATCHES = { full: 50, quick: 20 };

export const batchThroughput: Benchmark = {
  number: 3,
  slug: 'batch-throughput',
  title: 'Batch throughput',
  measures: 'p95 of the time for a batch of 8 parallel trajectories',
  limit: { comparison: 'at most', value: 30_000, unit: 'ms' },
  headline: true,
  reported: 'p95 18.2 s, average 14.5 s',
  plans: (quick) => [
    usersPlan('Benchmark 3: batch throughput', {
      users: 5,
      seconds: quick ? 10 : 1500,
      behaviour: 'job-cycle',
      waitMs: { min: 50, max: 100 },
      rest: { jobs: oneGroup(8), stopAfter: { jobsEnded: quick ? BATCHES.quick : BATCHES.full } },
    }),
  ],
  see([run]) {
    const time = run?.job('timeToFinish');
    if (time?.p95 === undefined) return { missing: 'No batch was seen to finish.' };
    const detail = `${time.samples} batches, average ${textOf(latency(time.mean))}.`;
    return { value: time.p95, detail };
  },
};
