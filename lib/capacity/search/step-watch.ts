import type { LatencyMetric, Objective } from '@/lib/plan/objective';
import type { StepTimes } from '@/lib/plan/scale';
import { mannKendall } from '@/lib/stats/drift';
import { eachBucket, Histogram } from '@/lib/stats/histogram';
import { createSequentialTest, type SequentialTest, type Trials } from './sequential-test';

/** One counted second of an endpoint, or of all; histograms of microseconds in `Histogram.encode`'s form. */
export interface WatchedSecond {
  requests: number;
  failures: number;
  locustFailures: number;
  response: readonly Uint8Array[];
  service: readonly Uint8Array[];
}

/** What is sure of a step while it is under way. */
export interface StepDecision {
  holds: boolean;
  /** What broke, by its place in the objectives. */
  broke: readonly number[];
}

export interface StepWatch {
  /** Takes a second of the step; says as soon as it is sure. `waiting`: in flight, or not yet sent. */
  add(
    second: number,
    waiting: number,
    secondOf: (endpoint?: string) => WatchedSecond,
  ): StepDecision | undefined;
}

const ALLOWED: Partial<Record<LatencyMetric, number>> = {
  p50: 0.5,
  p90: 0.1,
  p95: 0.05,
  p99: 0.01,
  p999: 0.001,
};
/** A queue that builds up needs time to be seen: this share of a step, within these bounds. */
const HOLD_SHARE = 0.4;
const MIN_HOLD_MS = 4000;
const MAX_HOLD_MS = 8000;
const RISING = 0.05;

/**
 * Watches the critical objectives of a step. It breaks as soon as one of them is surely broken; it holds when
 * all of them surely are within their limits, for four to eight seconds at least, and what waits does not grow.
 * Objectives that are no share of requests or seconds are left to the end of the step.
 */
export function createStepWatch(
  objectives: readonly Objective[],
  { settleMs, stepMs }: StepTimes,
): StepWatch {
  const leastMs = Math.min(MAX_HOLD_MS, Math.max(MIN_HOLD_MS, stepMs * HOLD_SHARE));
  const watched = objectives.map((objective, index) => ({
    ...testOf(objective),
    objective,
    index,
  }));
  const critical = watched.filter(({ objective }) => objective.critical !== false);
  const tested = critical.flatMap(({ test, objective, index }) =>
    test === undefined ? [] : [{ test, objective, index, certainty: 'unsure' as string }],
  );
  const waited: number[] = [];
  return {
    add(second, waiting, secondOf) {
      if (second * 1000 < settleMs) return undefined;
      waited.push(waiting);
      for (const one of tested)
        one.certainty = one.test.add(trialsOf(one.objective, secondOf(one.objective.endpoint)));
      const broke = tested.filter(({ certainty }) => certainty === 'outside');
      if (broke.length > 0) return { holds: false, broke: broke.map(({ index }) => index) };
      const isSure =
        tested.length === critical.length &&
        tested.every(({ certainty }) => certainty === 'within') &&
        waited.length * 1000 >= leastMs &&
        !isRising(waited);
      return isSure ? { holds: true, broke: [] } : undefined;
    },
  };
}

/** Whether what waits has grown, more than chance would have it. */
export function isRising(waited: readonly number[]): boolean {
  const { p, slope = 0 } = mannKendall(waited);
  return p < RISING && slope > 0;
}

/** Whether an objective can be decided while a step is under way; an absolute limit on a share, then. */
export function isWatchable(objective: Objective): boolean {
  return testOf(objective).test !== undefined;
}

function testOf(objective: Objective): { test?: SequentialTest } {
  const allowed = allowedOf(objective);
  return allowed === undefined ? {} : { test: createSequentialTest(allowed) };
}

function allowedOf({ metric, max, min, over, share = 0.99 }: Objective): number | undefined {
  if (max === undefined || min !== undefined) return undefined;
  if (metric === 'job' || metric === 'target') return undefined;
  if (over === 'seconds') return 1 - share;
  if (metric === 'failureRate' || metric === 'locustFailureRate') return max;
  return ALLOWED[metric as LatencyMetric];
}

function trialsOf(objective: Objective, second: WatchedSecond): Trials {
  const { metric, max = 0, over, of } = objective;
  const isFailures = metric === 'failureRate' || metric === 'locustFailureRate';
  const failed = metric === 'locustFailureRate' ? second.locustFailures : second.failures;
  if (over === 'seconds') {
    if (second.requests === 0) return { outside: 0, total: 0 };
    const value = isFailures
      ? failed / second.requests
      : latencyOf(metric, second[of ?? 'response']);
    return value === undefined
      ? { outside: 0, total: 0 }
      : { outside: value > max ? 1 : 0, total: 1 };
  }
  if (isFailures) return { outside: failed, total: second.requests };
  let [outside, total] = [0, 0];
  for (const encoded of second[of ?? 'response'])
    eachBucket(encoded, (toUs, count) => {
      total += count;
      if (toUs > max * 1000) outside += count;
    });
  return { outside, total };
}

function latencyOf(metric: string, encoded: readonly Uint8Array[]): number | undefined {
  const histogram = Histogram.merged(encoded);
  const allowed = ALLOWED[metric as LatencyMetric];
  const us =
    metric === 'max'
      ? histogram.max
      : allowed === undefined
        ? histogram.mean
        : histogram.quantile(1 - allowed);
  return us === undefined ? undefined : us / 1000;
}
