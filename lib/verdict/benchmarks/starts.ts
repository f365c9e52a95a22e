import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { METHODS } from '@/lib/plan/figures';
import { type Benchmark, p95OfSeconds, seeFailedShare, seeStartsAtOnce } from './benchmark';
import { LONG_JOB, SMALL_JOB, startsAtOnce, usersPlan } from './benchmark-plans';

const STARTS = 150;
const ACTIVE = 100;
const SECOND_MS = 1000;

export const concurrentJobs: Benchmark = {
  number: 1,
  slug: 'concurrent-jobs',
  title: 'Concurrent jobs',
  measures: `Time until ${STARTS} simultaneous job starts are accepted`,
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
    const detail = `${seen.detail} Peak of jobs queued or running: ${active}.`;
    const tooFew =
      active < ACTIVE ? `Only ${active} jobs were active at the same time.` : undefined;
    return { ...seen, detail, broken: seen.broken ?? tooFew };
  },
};

const REQUEST_STARTS = 50;

export const concurrentRequests: Benchmark = {
  number: 7,
  slug: 'concurrent-requests',
  title: 'Concurrent requests',
  measures: `Time until ${REQUEST_STARTS} parallel starts are accepted`,
  limit: { comparison: 'at most', value: 5000, unit: 'ms' },
  headline: false,
  reported: '3.2 s',
  plans: () => [startsAtOnce('Benchmark 7: concurrent requests', REQUEST_STARTS, 30)],
  see: ([run]) => seeStartsAtOnce(run, REQUEST_STARTS),
};

const SPIKE_STARTS = 200;

export const spike: Benchmark = {
  number: 9,
  slug: 'spike',
  title: 'Spike',
  measures: `Time until ${SPIKE_STARTS} simultaneous starts are accepted`,
  limit: { comparison: 'at most', value: 15_000, unit: 'ms' },
  headline: false,
  reported: '11.3 s',
  plans: () => [startsAtOnce('Benchmark 9: spike', SPIKE_STARTS, 60)],
  see: ([run]) => seeStartsAtOnce(run, SPIKE_STARTS),
};

export const sustained: Benchmark = {
  number: 8,
  slug: 'sustained',
  title: 'Sustained load',
  measures: 'Error rate of starts at 10 starts per second for 60 s',
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

const RATE = 50;
const RECOVERY_STARTS = 200;
// Of so many seconds a p95 is taken: 150 requests.
const GROUP_SECONDS = 3;
const WITHIN = 1.1;
// Ten per cent of two milliseconds is nothing that could be told from noise.
const AT_LEAST_MS = 5;
const BEFORE_SECONDS = { full: 20, quick: 5 };

export const recovery: Benchmark = {
  number: 11,
  slug: 'recovery',
  title: 'Recovery',
  measures: `Time until p95 is back within 10 % of its previous value after ${RECOVERY_STARTS} simultaneous starts`,
  limit: { comparison: 'at most', value: 30_000, unit: 'ms' },
  headline: false,
  plans: (quick) => [
    {
      name: 'Benchmark 11: recovery',
      load: {
        model: 'open',
        arrivals: 'constant',
        stages: [
          {
            ratePerSecond: RATE,
            durationMs: (quick ? BEFORE_SECONDS.quick : BEFORE_SECONDS.full) * 1000,
          },
          {
            ratePerSecond: RECOVERY_STARTS * 10,
            durationMs: 100,
            users: [{ behaviour: 'start', weight: 1 }],
          },
          { ratePerSecond: RATE, durationMs: quick ? 8000 : 45_000 },
        ],
        maxInFlight: 2000,
        overload: 'queue',
      },
      users: [{ behaviour: 'burst', weight: 1 }],
      jobs: SMALL_JOB,
      cleanUp: 'always',
    },
  ],
  see([run]) {
    const seconds = run?.seconds(METHODS.status) ?? [];
    const starts = run?.seconds(METHODS.start) ?? [];
    // The first start is the one that the others ask about.
    const spikeAt = starts.findIndex(({ requests }) => requests > 1);
    if (spikeAt < GROUP_SECONDS) return { missing: 'No spike was observed after the calm phase.' };
    const beforeMs = p95OfSeconds(seconds.slice(1, spikeAt));
    if (beforeMs === undefined) return { missing: 'No responses before the spike.' };
    const limitMs = Math.max(beforeMs * WITHIN, beforeMs + AT_LEAST_MS);
    const detail = `p95 ${textOf(latency(beforeMs))} before the spike.`;
    for (let at = spikeAt; at + GROUP_SECONDS <= seconds.length; at++) {
      const p95Ms = p95OfSeconds(seconds.slice(at, at + GROUP_SECONDS));
      if (p95Ms !== undefined && p95Ms <= limitMs) return { value: (at - spikeAt) * 1000, detail };
    }
    const watched = (seconds.length - spikeAt) * 1000;
    return { value: watched, broken: 'p95 did not recover during the run.', detail };
  },
};
