import type { Benchmark } from './benchmark';
import { startsAtOnce } from './benchmark-plans';
import { seeStartsAtOnce } from './starts-at-once';

const STARTS = 200;

export const spike: Benchmark = {
  number: 9,
  slug: 'spike',
  title: 'Spike',
  measures: `Time until ${STARTS} starts at once are accepted`,
  limit: { comparison: 'at most', value: 15_000, unit: 'ms' },
  headline: false,
  reported: '11.3 s',
  plans: () => [startsAtOnce('Benchmark 9: spike', STARTS, 60)],
  see: ([run]) => seeStartsAtOnce(run, STARTS),
};
