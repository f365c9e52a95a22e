import type { LatencyMetric, Objective } from '@/lib/plan/objective';
import type { StepTimes } from '@/lib/plan/scale';
import { mannKendall } from '@/lib/stats/drift';
import type { MeasuredSecond } from '@/lib/verdict/objective-evidence';
import { secondFigure, secondLatencies } from '@/lib/verdict/objective-figure';
import { createSequentialTest, type SequentialTest, type Trials } from './sequential-test';

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
    secondOf: (endpoint?: string) => MeasuredSecond,
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

/** What the load generator's own error leaves open counts for neither side: it is left out. */
function trialsOf(objective: Objective, second: MeasuredSecond): Trials {
  const { metric, max = 0, over } = objective;
  if (over === 'seconds') {
    const figure = secondFigure(objective, second);
    if (figure === undefined || (figure.low <= max && figure.high > max)) return NONE;
    return { outside: figure.low > max ? 1 : 0, total: 1 };
  }
  if (metric === 'failureRate') return { outside: second.failures, total: second.requests };
  if (metric === 'locustFailureRate')
    return { outside: second.locustFailures, total: second.requests };
  const { measured, low } = secondLatencies(objective, second);
  const above = measured.countAbove(max * 1000);
  const surely = low === undefined ? above : low.countAbove(max * 1000);
  return { outside: surely, total: measured.count - (above - surely) };
}

const NONE: Trials = { outside: 0, total: 0 };
