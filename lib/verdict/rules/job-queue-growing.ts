import { count } from '@/lib/core/number';
import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { findGrowth } from '../signals/growth';
import { spanText } from '../signals/labels';
import { bySecond } from '../signals/spells';

const LIMITS = { by: 20, share: 1, steps: 8 };
const PUBLISHED_ALERT = 500;

/** Jobs waited in ever greater numbers: they come faster than they are done. */
export function jobQueueGrowing({ seconds, target }: Evidence): Finding | undefined {
  const { jobQueue } = target;
  // What the generator knows of its jobs is as old as its last look at them: only the target can tell.
  if (jobQueue === undefined) return undefined;
  const depths = bySecond(jobQueue, seconds).flatMap((depth, index) =>
    depth === undefined ? [] : [{ depth, atMs: seconds[index]?.atMs ?? 0 }],
  );
  const growth = findGrowth(
    depths.map(({ depth }) => depth),
    LIMITS,
  );
  if (growth === undefined) return undefined;
  const span = {
    fromMs: depths[growth.from]?.atMs ?? 0,
    toMs: (depths[growth.to]?.atMs ?? 0) + 1000,
  };
  const words = `${count(growth.low)} to ${count(growth.high)}`;
  const perMinute = Math.round(((growth.high - growth.low) * 60_000) / (span.toMs - span.fromMs));
  return {
    code: 'job-queue-growing',
    title: 'Job queue growing',
    sentence: `From ${spanText([span])} the queue grew from ${words} jobs, ${count(perMinute)} per minute: jobs arrived faster than they were completed.`,
    confidence: 'high',
    spans: [span],
    restsOn: [{ metric: jobQueue.metric, words }],
    ruledOut: [
      'Load generator: the queue is in the target, and a slow generator would make it shorter.',
      'Burst: the queue grew steadily over the whole time.',
    ],
    recommendation: `Add workers, autoscale on queue depth, and alert at ${PUBLISHED_ALERT} jobs.`,
  };
}
