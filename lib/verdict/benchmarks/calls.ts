import { latency } from '@/lib/core/duration';
import { percent, plural, textOf } from '@/lib/core/number';
import { METHODS } from '@/lib/plan/figures';
import { mannKendall } from '@/lib/stats/drift';
import {
  type Benchmark,
  type BenchmarkRun,
  boundsOf,
  p95OfSeconds,
  seeFailedShare,
} from './benchmark';
import { LONG_JOB, SMALL_JOB, usersPlan } from './benchmark-plans';

const CALLS = 100;

export const apiResponse: Benchmark = {
  number: 5,
  slug: 'api-response',
  title: 'API response',
  measures: `p95 response time of ${METHODS.status}`,
  limit: { comparison: 'at most', value: 200, unit: 'ms' },
  headline: true,
  reported: 'p95 145 ms, average 78 ms',
  plans: (quick) => [
    usersPlan('Benchmark 5: API response', {
      users: 10,
      seconds: quick ? 3 : 20,
      behaviour: 'burst',
      waitMs: { min: 50, max: 100 },
    }),
  ],
  see([run]) {
    const { requests = 0, response, latencies } = run?.measured(METHODS.status) ?? {};
    if (requests < CALLS || response?.p95Ms === undefined)
      return { missing: `Only ${requests} calls received a response; ${CALLS} are needed.` };
    const detail = `${requests} calls, average ${textOf(latency(response.meanMs))}.`;
    const bounds = boundsOf(response.p95Ms, latencies?.all.response.low?.p95Ms);
    return { value: response.p95Ms, bounds, detail };
  },
};

const CANCELS = { full: 100, quick: 20 };

export const cancellation: Benchmark = {
  number: 12,
  slug: 'cancellation',
  title: 'Cancellation',
  measures: `p95 time from ${METHODS.cancel} until the job is cancelled`,
  limit: { comparison: 'at most', value: 2000, unit: 'ms' },
  condition: 'no job left running',
  headline: false,
  plans: (quick) => [
    usersPlan('Benchmark 12: cancellation', {
      users: 8,
      seconds: quick ? 10 : 120,
      behaviour: 'cancel-cycle',
      rest: { jobs: LONG_JOB, stopAfter: { jobsEnded: quick ? CANCELS.quick : CANCELS.full } },
    }),
  ],
  see([run]) {
    const cancels = run?.job('cancelToCancelled');
    if (cancels?.p95 === undefined) return { missing: 'No job was observed as cancelled.' };
    const orphans = run?.orphans ?? 0;
    return {
      value: cancels.p95,
      bounds: boundsOf(cancels.p95, cancels.bound?.p95),
      detail: `${cancels.samples} jobs cancelled.`,
      broken: orphans > 0 ? `${plural(orphans, 'job')} may still be running.` : undefined,
    };
  },
};

const GROUP_SECONDS = 5;
const SIGNIFICANT = 0.01;
const RISE = 0.1;

export const endurance: Benchmark = {
  number: 10,
  slug: 'endurance',
  title: 'Endurance',
  measures: 'Error rate over 5 minutes of steady load',
  limit: { comparison: 'at most', value: 0.01, unit: 'share' },
  condition: 'no drift: p95 rises by at most 10 %',
  headline: false,
  reported: 'below 1 %',
  plans: (quick) => [
    usersPlan('Benchmark 10: endurance', {
      users: 20,
      seconds: quick ? 10 : 300,
      behaviour: 'job-cycle',
      waitMs: { min: 300, max: 700 },
      rest: { jobs: SMALL_JOB },
    }),
  ],
  see([run]) {
    const seen = seeFailedShare(run);
    const rise = run && riseOf(run);
    if (rise === undefined) return { ...seen, detail: `${seen.detail} No significant drift.` };
    const words = `p95 rose by ${textOf(percent(rise))} over the run.`;
    return { ...seen, detail: `${seen.detail} ${words}`, broken: `Drift: ${words}` };
  },
};

/** By what share of its median the p95 rose from one end of the run to the other; undefined where it did not. */
function riseOf(run: BenchmarkRun): number | undefined {
  const seconds = run.seconds();
  const groups = Array.from({ length: Math.floor(seconds.length / GROUP_SECONDS) }, (_, index) =>
    p95OfSeconds(seconds.slice(index * GROUP_SECONDS, (index + 1) * GROUP_SECONDS)),
  ).flatMap((p95Ms) => p95Ms ?? []);
  const { p, slope = 0 } = mannKendall(groups);
  const median = [...groups].sort((a, b) => a - b)[groups.length >> 1];
  if (median === undefined || p > SIGNIFICANT) return undefined;
  const rise = (slope * (groups.length - 1)) / median;
  return rise > RISE ? rise : undefined;
}
