import { METHODS } from '@/lib/plan/intended-mix';
import type { Benchmark } from './benchmark';
import { SMALL_JOB } from './benchmark-plans';
import { seeFailedShare } from './failed-share';

export const sustained: Benchmark = {
  number: 8,
  slug: 'sustained',
  title: 'Sustained load',
  measures: 'Share of starts that fail, at ten starts per second for 60 s',
  limit: { comparison: 'at most', value: 0.01, unit: 'share' },
  headline: false,
  reported: '578 jobs, 0 % failed',
  plans: (quick) => [
    {
      name: 'Benchmark 8: sustained load',
      load: {
        model: 'open',
        arrivals: 'constant',
        stages: [{ ratePerSecond: 10, durationMs: quick ? 8000 : 60_000 }],
        maxInFlight: 1000,
        overload: 'queue',
      },
      users: [{ behaviour: 'start', weight: 1 }],
      jobs: SMALL_JOB,
      cleanUp: 'always',
    },
  ],
  see: ([run]) => seeFailedShare(run, METHODS.start),
};
