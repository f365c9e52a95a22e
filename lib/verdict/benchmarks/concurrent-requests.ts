import type { Benchmark } from './benchmark';
import { startsAtOnce } from './benchmark-plans';
import { seeStartsAtOnce } from './starts-at-once';

const STARTS = 50;

export const concurrentRequests: Benchmark = {
  number: 7,
  slug: 'concurrent-requests',
  title: 'Concurrent requests',
  measures: `Time until ${STARTS} starts in parallel are accepted`,
  limit: { comparison: 'at most', value: 5000, unit: 'ms' },
  headline: false,
  reported: '3.2 s',
  plans: () => [startsAtOnce('Benchmark 7: concurrent requests', STARTS, 30)],
  see: ([run]) => seeStartsAtOnce(run, STARTS),
};
