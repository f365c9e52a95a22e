import { latency } from '@/lib/core/duration';
import { count, textOf } from '@/lib/core/number';
import { isLatencyObjective, type LatencyMetric, type Objective } from '@/lib/plan/objective';
import { Histogram, type LatencySummary } from '@/lib/stats/histogram';
import type { ObjectiveVerdict, Verdict } from './model';
import type {
  BaselineRuns,
  MeasuredRequests,
  MeasuredSecond,
  ObjectiveEvidence,
} from './objective-evidence';
import { readSelector, seriesStatistic } from './series-statistic';

const SHARE_OF_SECONDS = 0.99;
const INVALID =
  'Invalid run: the load generator was the bottleneck, so objectives cannot be evaluated.';

interface Limits {
  min?: number;
  max?: number;
}

/** Judges one objective. Without data, or with an invalid run, it neither passes nor fails. */
export function judgeObjective(
  objective: Objective,
  evidence: ObjectiveEvidence,
): ObjectiveVerdict {
  const { limits, missing } = limitsOf(objective, evidence);
  if (limits === undefined) return { objective, verdict: 'no-data', reason: missing };
  const seconds = secondsWithin(objective, limits, evidence);
  const judged =
    objective.over === 'seconds'
      ? judgeSeconds(objective, seconds)
      : judgeRun(objective, limits, evidence);
  const verdict = {
    objective,
    ...judged,
    ...seconds,
    budgetBurn: burnOf(objective, judged, seconds),
  };
  return evidence.validity === 'invalid' && judged.verdict !== 'no-data'
    ? { ...verdict, verdict: 'no-data', reason: INVALID }
    : verdict;
}

/** All together: broken by any critical objective; passed only with data for every one of them. */
export function overallVerdict(verdicts: readonly ObjectiveVerdict[]): Verdict | undefined {
  const critical = verdicts.filter(({ objective }) => objective.critical !== false);
  if (critical.length === 0) return undefined;
  if (critical.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return critical.some(({ verdict }) => verdict === 'no-data') ? 'no-data' : 'pass';
}

function limitsOf(
  objective: Objective,
  { reference }: ObjectiveEvidence,
): { limits?: Limits; missing?: string } {
  const { min, max, maxIncrease, than = 'baseline' } = objective;
  if (maxIncrease === undefined) return { limits: { min, max } };
  const runs = reference?.[than];
  const value = runs && medianOf(objective, runs);
  if (value !== undefined) return { limits: { min, max: value * (1 + maxIncrease) } };
  const missing =
    than === 'baseline'
      ? 'There is no baseline to compare with. Use a valid run of this scenario on this target as baseline.'
      : 'There is no earlier valid run of this scenario on this target to compare with.';
  return { missing };
}

function medianOf(objective: Objective, { runs }: BaselineRuns): number | undefined {
  const values = runs.flatMap((run) => objectiveActual(objective, run) ?? []).sort((a, b) => a - b);
  const [low, high] = [
    values[Math.floor((values.length - 1) / 2)],
    values[Math.ceil((values.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

type Judged = Pick<ObjectiveVerdict, 'verdict' | 'actual' | 'limit' | 'margin' | 'reason'>;
type Seconds = Pick<ObjectiveVerdict, 'timeInObjective' | 'secondsJudged'>;

function judgeRun(objective: Objective, limits: Limits, evidence: ObjectiveEvidence): Judged {
  const actual = objectiveActual(objective, evidence);
  if (actual === undefined) return { verdict: 'no-data', reason: noDataOf(objective) };
  const { limit, margin } = marginOf(actual, limits);
  return {
    verdict: isWithin(actual, limits) ? 'pass' : 'fail',
    actual,
    limit,
    margin,
    reason: doubtOf(objective, limit, evidence),
  };
}

function judgeSeconds({ share = SHARE_OF_SECONDS }: Objective, seconds: Seconds): Judged {
  const { timeInObjective: actual } = seconds;
  if (actual === undefined)
    return { verdict: 'no-data', reason: 'No data in any second of the run.' };
  const { limit, margin } = marginOf(actual, { min: share });
  return { verdict: actual >= share ? 'pass' : 'fail', actual, limit, margin };
}

function secondsWithin(objective: Objective, limits: Limits, evidence: ObjectiveEvidence): Seconds {
  const values = evidence
    .seconds(objective.endpoint)
    .flatMap((second) => secondActual(objective, second) ?? []);
  if (values.length === 0) return {};
  const within = values.filter((value) => isWithin(value, limits)).length;
  return { timeInObjective: within / values.length, secondsJudged: values.length };
}

/** Of failures the share of those allowed that happened; otherwise that of the seconds allowed outside. */
function burnOf(
  { metric, max, share = SHARE_OF_SECONDS, over }: Objective,
  { actual }: Judged,
  { timeInObjective }: Seconds,
): number | undefined {
  const countsFailures = metric === 'failureRate' || metric === 'locustFailureRate';
  if (countsFailures && over !== 'seconds')
    return actual === undefined || !max ? undefined : actual / max;
  if (timeInObjective === undefined || share >= 1) return undefined;
  return (1 - timeInObjective) / (1 - share);
}

function isWithin(value: number, { min, max }: Limits): boolean {
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
}

/** Of two limits the one that is nearer to being broken, or broken further. */
function marginOf(actual: number, { min, max }: Limits): { limit?: number; margin?: number } {
  const sides = [
    ...(max === undefined ? [] : [{ limit: max, margin: shareOf(max - actual, max) }]),
    ...(min === undefined ? [] : [{ limit: min, margin: shareOf(actual - min, min) }]),
  ];
  return sides.sort((a, b) => (a.margin ?? 0) - (b.margin ?? 0))[0] ?? {};
}

function shareOf(part: number, limit: number): number | undefined {
  return limit === 0 ? undefined : part / limit;
}

function noDataOf({ metric, endpoint, series, job }: Objective): string {
  if (metric === 'target') return `The target does not expose the metric ${series}.`;
  if (metric === 'job') return `The run has no data on job ${job}.`;
  return endpoint === undefined
    ? 'No request of this run received a response.'
    : `No request to ${endpoint} received a response.`;
}

/** What to know of a percentile beside its value: too few requests, or a limit within its interval. */
function doubtOf(
  { metric, of, endpoint }: Objective,
  limit: number | undefined,
  evidence: ObjectiveEvidence,
): string | undefined {
  if (of === 'service' || limit === undefined) return undefined;
  const certainty = evidence.certainty(metric, endpoint);
  if (certainty === undefined) return undefined;
  const { lowMs, highMs, requestsNeeded } = certainty;
  if (requestsNeeded > 0)
    return `Low confidence: ${metric} needs ${count(requestsNeeded)} more requests.`;
  if (lowMs === undefined || highMs === undefined || limit < lowMs || limit > highMs)
    return undefined;
  const interval = `${textOf(latency(lowMs))} to ${textOf(latency(highMs))}`;
  return `Borderline: the limit is within the 95 % confidence interval, ${interval}.`;
}

const QUANTILES: Record<LatencyMetric, number | undefined> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  p999: 0.999,
  max: 1,
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
  const histogram = Histogram.merged(of === 'service' ? second.service : second.response);
  const q = QUANTILES[metric];
  const us = q === undefined ? histogram.mean : histogram.quantile(q);
  return us === undefined ? undefined : us / 1000;
}
