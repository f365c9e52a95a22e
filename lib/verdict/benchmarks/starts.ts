import type { Benchmark } from './benchmark';
import { LONG_JOB, usersPlan } from './benchmark-plans';
import { seeStartsAtOnce } from './starts-at-once';

const STARTS = 150;
const ACTIVE = 100;
const SECOND_MS = 1000;

export const concurrentJobs: Benchmark = {
  number: 1,
  slug: 'concurrent-jobs',
  title: 'Concurrent jobs',
  measures: `Time until ${STARTS} jobs started at once are accepted`,
  limit: { comparison: 'at most', value: 10 * SECOND_MS, unit: 'ms' },
  condition: `at least ${ACTIVE} jobs queued or running at once`,
  headline: true,
  reported: '150 jobs in 6.8 s',
  plans: (quick) => [
    usersPlan('Benchmark 1: concurrent jobs', {
      users: STARTS,
      seconds: quick ? 6 : 15,
      behaviour: 'job-cycle',
      waitMs: { min: 500, max: 1000 },
      rest: { jobs: LONG_JOB },
    }),
  ],
  see([run]) {
    const seen = seeStartsAtOnce(run, STARTS);
    const active = run?.peakActiveJobs;
    if (seen.value === undefined || active === undefined) return seen;
    const detail = `${seen.detail} At most ${active} jobs were queued or running at once.`;
    const tooFew = active < ACTIVE ? `Only ${active} jobs were active at once.` : undefined;
    return { ...seen, detail, broken: seen.broken ?? tooFew };
  },
};
