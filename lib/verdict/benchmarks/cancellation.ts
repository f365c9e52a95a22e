import { plural } from '@/lib/format/plural';
import { METHODS } from '@/lib/plan/intended-mix';
import type { Benchmark } from './benchmark';
import { LONG_JOB, usersPlan } from './benchmark-plans';

const CANCELS = { full: 100, quick: 20 };

export const cancellation: Benchmark = {
  number: 12,
  slug: 'cancellation',
  title: 'Cancellation',
  measures: `p95 from ${METHODS.cancel} until the job is seen cancelled`,
  limit: { comparison: 'at most', value: 2000, unit: 'ms' },
  condition: 'nothing left running',
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
    if (cancels?.p95 === undefined) return { missing: 'No job was seen cancelled.' };
    const orphans = run?.orphans ?? 0;
    return {
      value: cancels.p95,
      detail: `${cancels.samples} jobs cancelled.`,
      broken: orphans > 0 ? `${plural(orphans, 'job')} may still be running.` : undefined,
    };
  },
};
