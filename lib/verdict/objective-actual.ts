import { isLatencyObjective, type LatencyMetric, type Objective } from '@/lib/plan/objective';
import { Histogram } from '@/lib/stats/histogram';
import type { LatencySummary } from '@/lib/stats/latency-summary';
import type { MeasuredRequests, MeasuredSecond, ObjectiveEvidence } from './objective-evidence';
import { readSelector, seriesStatistic } from './series-statistic';

const QUANTILES: Record<LatencyMetric, number | undefined> = {
  ...{ p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999, max: 1 },
  mean: undefined,
};

/** The value of the objective's metric over a whole run; undefined without data. */
export function objectiveActual(
  objective: Objective,
  evidence: Pick<ObjectiveEvidence, 'measured' | 'job' | 'target'>,
): number | undefined {
  const { metric, endpoint, job, series } = objective;
  if (metric === 'job') {
    const statistic = objective.statistic ?? 'p95';
    return evidence.job(job ?? '')?.[statistic as 'p95'];
  }
  if (metric === 'target') {
    const selector = readSelector(series ?? '');
    if (selector === undefined) return undefined;
    return seriesStatistic(evidence.target(selector.name), selector, objective.statistic ?? 'max');
  }
  const measured = evidence.measured(endpoint);
  return measured && ofRequests(objective, measured);
}

function ofRequests(
  { metric, of }: Objective,
  { requests, failures, locustFailures, requestsPerSecond, response, service }: MeasuredRequests,
): number | undefined {
  if (isLatencyObjective(metric)) return ofSummary(metric, of === 'service' ? service : response);
  if (metric === 'requestsPerSecond') return requestsPerSecond;
  if (requests === 0) return undefined;
  return (metric === 'failureRate' ? failures : locustFailures) / requests;
}

function ofSummary(metric: LatencyMetric, summary: LatencySummary): number | undefined {
  return summary[`${metric}Ms`];
}

/** The value of the objective's metric in one second; undefined where nothing was sent or answered. */
export function secondActual(objective: Objective, second: MeasuredSecond): number | undefined {
  const { metric, of } = objective;
  if (metric === 'requestsPerSecond') return second.requests;
  if (metric === 'failureRate' || metric === 'locustFailureRate') {
    if (second.requests === 0) return undefined;
    return (metric === 'failureRate' ? second.failures : second.locustFailures) / second.requests;
  }
  if (!isLatencyObjective(metric)) return undefined;
  const histogram = new Histogram();
  for (const encoded of of === 'service' ? second.service : second.response) histogram.add(encoded);
  const q = QUANTILES[metric];
  const us = q === undefined ? histogram.mean : histogram.quantile(q);
  return us === undefined ? undefined : us / 1000;
}
