import { isLatencyObjective, type LatencyMetric, type Objective } from '@/lib/plan/objective';
import { Histogram, type LatencySummary } from '@/lib/stats/histogram';
import type { BoundedSummary } from '@/lib/stats/latencies';
import type {
  JobFigures,
  MeasuredRequests,
  MeasuredSecond,
  ObjectiveEvidence,
} from './objective-evidence';
import { readSelector, seriesStatistic } from './series-statistic';

/**
 * A figure as measured, and between what it lies for all that the load generator can have done to it. `high` is
 * infinite where too much was not measured at all. docs/validity.md derives the bounds.
 */
export interface Figure {
  actual: number;
  low: number;
  high: number;
}

type FigureEvidence = Pick<ObjectiveEvidence, 'measured' | 'job' | 'target' | 'shortfall'>;

/** The value of the objective's metric in a run; undefined where there is no data. */
export function objectiveFigure(
  objective: Objective,
  evidence: FigureEvidence,
): Figure | undefined {
  const { metric, endpoint, job, series, statistic } = objective;
  if (metric === 'job') return ofJob(evidence.job(job ?? ''), (statistic ?? 'p95') as 'p95');
  if (metric === 'target') {
    const selector = readSelector(series ?? '');
    if (selector === undefined) return undefined;
    return exactly(seriesStatistic(evidence.target(selector.name), selector, statistic ?? 'max'));
  }
  const measured = evidence.measured(endpoint);
  return measured && ofRequests(objective, measured, evidence.shortfall ?? 0);
}

/** A generator that sees late makes times longer and rates lower. */
function ofJob(
  figures: JobFigures | undefined,
  statistic: 'mean' | 'p50' | 'p95' | 'p99' | 'max',
): Figure | undefined {
  const actual = figures?.[statistic];
  if (actual === undefined) return undefined;
  const bound = figures?.bound?.[statistic] ?? actual;
  return { actual, low: Math.min(actual, bound), high: Math.max(actual, bound) };
}

function ofRequests(
  { metric, of = 'response', requests = 'successful' }: Objective,
  measured: MeasuredRequests,
  shortfall: number,
): Figure | undefined {
  if (isLatencyObjective(metric)) {
    const { latencies } = measured;
    const found = latencies?.[requests];
    if (found !== undefined) return ofSummary(metric, found[of]);
    // Older and imported runs may not tell successes from failures, nor know the generator's error.
    if (requests === 'failed') return undefined;
    return latencies === undefined
      ? exactly(measured[of][`${metric}Ms`])
      : ofSummary(metric, latencies.all[of]);
  }
  if (metric === 'requestsPerSecond') {
    const { requestsPerSecond } = measured;
    if (requestsPerSecond === undefined) return undefined;
    return { ...exactly(requestsPerSecond), high: requestsPerSecond / (1 - shortfall) };
  }
  if (measured.requests === 0) return undefined;
  const failures = metric === 'failureRate' ? measured.failures : measured.locustFailures;
  const { ownFailures = 0, aborted = 0 } = measured.latencies?.unmeasured ?? {};
  return {
    actual: failures / measured.requests,
    low: Math.max(0, failures - ownFailures) / measured.requests,
    high: Math.min(1, (failures + aborted) / measured.requests),
  };
}

function ofSummary(metric: LatencyMetric, summary: BoundedSummary): Figure | undefined {
  const of = (figures: LatencySummary | undefined) => figures?.[`${metric}Ms`];
  const actual = of(summary.measured);
  if (actual === undefined) return undefined;
  const high = summary.high === undefined ? actual : (of(summary.high) ?? Number.POSITIVE_INFINITY);
  return { actual, low: of(summary.low) ?? actual, high };
}

function exactly(value: number): Figure;
function exactly(value: number | undefined): Figure | undefined;
function exactly(value: number | undefined): Figure | undefined {
  return value === undefined ? undefined : { actual: value, low: value, high: value };
}

export const QUANTILES: Partial<Record<LatencyMetric, number>> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  p999: 0.999,
};

/** The value of the objective's metric in one second; undefined where nothing was sent or answered. */
export function secondFigure(objective: Objective, second: MeasuredSecond): Figure | undefined {
  const { metric } = objective;
  if (metric === 'requestsPerSecond') return exactly(second.requests);
  if (metric === 'failureRate' || metric === 'locustFailureRate') {
    if (second.requests === 0) return undefined;
    const failures = metric === 'failureRate' ? second.failures : second.locustFailures;
    return exactly(failures / second.requests);
  }
  if (!isLatencyObjective(metric)) return undefined;
  const { measured, low } = secondLatencies(objective, second);
  const actual = valueMs(metric, measured);
  if (actual === undefined) return undefined;
  return { actual, low: (low && valueMs(metric, low)) ?? actual, high: actual };
}

function valueMs(metric: LatencyMetric, histogram: Histogram): number | undefined {
  const q = QUANTILES[metric];
  const us =
    q !== undefined ? histogram.quantile(q) : metric === 'max' ? histogram.max : histogram.mean;
  return us === undefined ? undefined : us / 1000;
}

/** Of the second's requests that the objective is about; `low` where it is known of all of them. */
export function secondLatencies(
  { of = 'response', requests = 'successful' }: Objective,
  second: MeasuredSecond,
): { measured: Histogram; low?: Histogram } {
  const { windows } = second;
  if (windows === undefined) return { measured: Histogram.merged(second[of]) };
  const measured = new Histogram();
  const low = new Histogram();
  for (const window of windows) {
    if (requests === 'failed') {
      if (window.failed === undefined) continue;
      measured.add(window.failed[of]);
      if (window.failed.low) low.add(window.failed.low[of]);
      continue;
    }
    measured.add(window[of]);
    if (window.low) low.add(window.low[of]);
    if (requests === 'all' || window.failed === undefined) continue;
    measured.subtract(window.failed[of]);
    if (window.failed.low) low.subtract(window.failed.low[of]);
  }
  return { measured, low: low.count === measured.count ? low : undefined };
}
