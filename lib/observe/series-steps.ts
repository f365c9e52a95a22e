import type { MetricSeries } from '@/lib/metrics/model';

/** By the step's beginning, ms from the run's start. */
export type StepValues = Map<number, number>;

type Points = Pick<MetricSeries, 'atMs' | 'values'>;

/** The mean of each step's finite values. */
export function meansBySteps({ atMs, values }: Points, stepMs: number): StepValues {
  const steps = new Map<number, { sum: number; count: number }>();
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const step = stepOf(atMs[index] ?? 0, stepMs);
    const before = steps.get(step) ?? { sum: 0, count: 0 };
    steps.set(step, { sum: before.sum + value, count: before.count + 1 });
  }
  return new Map([...steps].map(([step, { sum, count }]) => [step, sum / count]));
}

/** By how much a counter has grown from the end of the step before to the end of each, and in which time. */
export function increasesBySteps(
  { atMs, values }: Points,
  stepMs: number,
): Map<number, { increase: number; seconds: number }> {
  const ends = new Map<number, { atMs: number; total: number }>();
  let total = 0;
  let before: number | undefined;
  for (const [index, value] of values.entries()) {
    const at = atMs[index];
    if (at === undefined || !Number.isFinite(value)) continue;
    // A counter that is lower than before began anew: what it tells is what was added.
    if (before !== undefined) total += value >= before ? value - before : value;
    before = value;
    ends.set(stepOf(at, stepMs), { atMs: at, total });
  }
  const steps = [...ends];
  return new Map(
    steps.slice(1).map(([step, end], index) => {
      const start = steps[index]?.[1] ?? end;
      return [step, { increase: end.total - start.total, seconds: (end.atMs - start.atMs) / 1000 }];
    }),
  );
}

/** A counter's increase per second. */
export function ratesBySteps(points: Points, stepMs: number): StepValues {
  return new Map(
    [...increasesBySteps(points, stepMs)].map(([step, { increase, seconds }]) => [
      step,
      increase / seconds,
    ]),
  );
}

function stepOf(atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) * stepMs;
}
