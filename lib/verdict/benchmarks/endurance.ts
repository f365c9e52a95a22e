import { textOf } from '@/lib/core/number';
import { percent } from '@/lib/format/number';
import { mannKendall } from '@/lib/stats/mann-kendall';
import type { Benchmark, BenchmarkRun } from './benchmark';
import { SMALL_JOB, usersPlan } from './benchmark-plans';
import { seeFailedShare } from './failed-share';
import { p95OfSeconds } from './p95-of-seconds';

const GROUP_SECONDS = 5;
const SIGNIFICANT = 0.01;
const RISE = 0.1;

export const endurance: Benchmark = {
  number: 10,
  slug: 'endurance',
  title: 'Endurance',
  measures: 'Share of requests that fail in 5 minutes of steady load',
  limit: { comparison: 'at most', value: 0.01, unit: 'share' },
  condition: 'no drift: p95 does not rise by more than 10 %',
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
    if (rise === undefined) return { ...seen, detail: `${seen.detail} No drift was found.` };
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
