import type { LoadPlan } from '@/lib/plan/load-plan';
import { requestsOf } from '@/lib/stats/outcome';
import type { SecondReport } from '@/lib/stats/windows';

/** Tells, second by second, whether there have been as many requests or ended jobs as the plan asks for. */
export function createStopAfter(
  stopAfter: LoadPlan['stopAfter'],
): (report: Pick<SecondReport, 'windows' | 'tick'>) => boolean {
  const { requests = Number.POSITIVE_INFINITY, jobsEnded = Number.POSITIVE_INFINITY } =
    stopAfter ?? {};
  let sent = 0;
  return ({ windows, tick: { jobs } }) => {
    for (const { counts } of windows) sent += requestsOf(counts);
    const ended = jobs === undefined ? 0 : jobs.completed + jobs.failed + jobs.cancelled;
    return sent >= requests || ended >= jobsEnded;
  };
}
