import { latency } from '@/lib/core/duration';
import { count, percent, textOf } from '@/lib/core/number';
import { isLatencyObjective, type Objective, objectiveValue } from '@/lib/plan/objective';
import type { ObjectiveVerdict, Verdict } from './model';
import type { BaselineRuns, MeasuredRequests, ObjectiveEvidence } from './objective-evidence';
import { type Figure, objectiveFigure, QUANTILES, secondFigure } from './objective-figure';

const SHARE_OF_SECONDS = 0.99;
const INVALID =
  'Invalid run: the load generator was the bottleneck, so objectives cannot be evaluated.';
/** Of which the generator's own error can turn a verdict, and how to make it smaller. */
const LESS_ERROR = 'Use a dedicated machine, more generators or a lower rate.';

interface Limits {
  min?: number;
  /** A relative one has bounds of its own: those of what it is relative to. */
  max?: Figure;
}

/**
 * Judges one objective. It passes where the limit is met whatever the generator may have done to the figure,
 * and fails where it is violated all the same; in between, without data, and with an invalid run, neither.
 */
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
  const { bounds: _, ...within } = seconds;
  const verdict = {
    objective,
    ...judged,
    ...within,
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
  if (maxIncrease === undefined)
    return { limits: { min, max: max === undefined ? undefined : allAlike(max) } };
  const runs = reference?.[than];
  const value = runs && medianOf(objective, runs);
  if (value !== undefined) {
    const times = 1 + maxIncrease;
    const limit = {
      actual: value.actual * times,
      low: value.low * times,
      high: value.high * times,
    };
    return { limits: { min, max: limit } };
  }
  const missing =
    than === 'baseline'
      ? 'There is no baseline to compare with. Use a valid run of this scenario on this target as baseline.'
      : 'There is no earlier valid run of this scenario on this target to compare with.';
  return { missing };
}

function allAlike(value: number): Figure {
  return { actual: value, low: value, high: value };
}

function medianOf(objective: Objective, { runs }: BaselineRuns): Figure | undefined {
  const figures = runs.flatMap((run) => objectiveFigure(objective, run) ?? []);
  if (figures.length === 0) return undefined;
  const median = (of: keyof Figure) => {
    const values = figures.map((figure) => figure[of]).sort((a, b) => a - b);
    const at = (share: number) => values[Math.floor(share)] ?? Number.NaN;
    return (at((values.length - 1) / 2) + at(values.length / 2)) / 2;
  };
  return { actual: median('actual'), low: median('low'), high: median('high') };
}

type Judged = Pick<
  ObjectiveVerdict,
  'verdict' | 'actual' | 'bounds' | 'limit' | 'margin' | 'reason'
>;
type Seconds = Pick<ObjectiveVerdict, 'timeInObjective' | 'secondsJudged' | 'bounds'>;

function judgeRun(objective: Objective, limits: Limits, evidence: ObjectiveEvidence): Judged {
  const figure = objectiveFigure(objective, evidence);
  if (figure === undefined) return { verdict: 'no-data', reason: noDataOf(objective, evidence) };
  const { actual, low, high } = figure;
  const { limit, margin } = marginOf(actual, { min: limits.min, max: limits.max?.actual });
  const bounds =
    low === actual && high === actual
      ? undefined
      : { low, high: Number.isFinite(high) ? high : undefined };
  const seen = { actual, bounds, limit, margin };
  const verdict = verdictOf(figure, limits);
  if (verdict === 'no-data') return { ...seen, verdict, reason: openOf(objective, figure) };
  const few = verdict === 'pass' ? fewSucceeded(objective, evidence) : undefined;
  if (few !== undefined) return { ...seen, verdict: 'no-data', reason: few };
  return { ...seen, verdict, reason: doubtOf(objective, limit, evidence) };
}

function verdictOf({ low, high }: Figure, { min, max }: Limits): Verdict {
  const isBroken = low > (max?.high ?? Number.POSITIVE_INFINITY) || high < (min ?? -1);
  if (isBroken) return 'fail';
  const isMet = high <= (max?.low ?? Number.POSITIVE_INFINITY) && low >= (min ?? low);
  return isMet ? 'pass' : 'no-data';
}

/** Why the generator leaves it open whether the limit was met. */
function openOf(objective: Objective, { actual, low, high }: Figure): string {
  const shown = (value: number) => textOf(objectiveValue(objective, value));
  if (high > actual && isLatencyObjective(objective.metric)) {
    const most = Number.isFinite(high) ? `up to ${shown(high)}` : 'any value';
    return `Not evaluated: requests that were dropped or aborted were not measured, and with them it may be ${most}. Run longer, or allow more requests in flight.`;
  }
  return `Not evaluated: the load generator’s own error leaves it between ${shown(low)} and ${shown(high)}, and the limit is in between. ${LESS_ERROR}`;
}

/** At least so much of the load must have succeeded for a mean or maximum to be one of the load. */
const MOST_OF_THE_LOAD = 0.95;

/** Why a percentile is not one of the load: it is of the few that succeeded. */
function fewSucceeded(
  { metric, requests = 'successful', endpoint }: Objective,
  evidence: ObjectiveEvidence,
): string | undefined {
  if (!isLatencyObjective(metric) || requests !== 'successful') return undefined;
  const share = succeededShare(evidence.measured(endpoint));
  const needed = Math.min(QUANTILES[metric] ?? MOST_OF_THE_LOAD, MOST_OF_THE_LOAD);
  if (share === undefined || share >= needed) return undefined;
  return `Not evaluated: only ${textOf(percent(share))} of the requests succeeded. At least ${textOf(percent(needed))} must, or their ${metric} is not that of the load.`;
}

function succeededShare(measured: MeasuredRequests | undefined): number | undefined {
  if (measured === undefined || measured.requests === 0) return undefined;
  const { aborted = 0 } = measured.latencies?.unmeasured ?? {};
  const sent = measured.requests - aborted;
  return sent === 0 ? undefined : (sent - measured.failures) / sent;
}

function judgeSeconds(
  { share = SHARE_OF_SECONDS }: Objective,
  { timeInObjective: actual, bounds, secondsJudged }: Seconds,
): Judged {
  if (actual === undefined || bounds === undefined)
    return { verdict: 'no-data', reason: 'No data in any second of the run.' };
  const { limit, margin } = marginOf(actual, { min: share });
  const seen = { actual, limit, margin, ...(bounds.low < (bounds.high ?? 1) && { bounds }) };
  if (bounds.low >= share) return { ...seen, verdict: 'pass' };
  if ((bounds.high ?? 1) < share) return { ...seen, verdict: 'fail' };
  const open = Math.round(((bounds.high ?? 1) - bounds.low) * (secondsJudged ?? 0));
  const reason = `Not evaluated: in ${open} of ${secondsJudged} seconds the load generator’s own error leaves open whether the limit was met. ${LESS_ERROR}`;
  return { ...seen, verdict: 'no-data', reason };
}

function secondsWithin(objective: Objective, limits: Limits, evidence: ObjectiveEvidence): Seconds {
  const figures = evidence
    .seconds(objective.endpoint)
    .flatMap((second) => secondFigure(objective, second) ?? []);
  if (figures.length === 0) return {};
  const verdicts = figures.map((figure) => verdictOf(figure, limits));
  const shareOf = (these: (verdict: Verdict, figure: Figure | undefined) => boolean) =>
    verdicts.filter((verdict, at) => these(verdict, figures[at])).length / verdicts.length;
  return {
    timeInObjective: shareOf(
      (_, figure) => figure !== undefined && verdictOf(allAlike(figure.actual), limits) === 'pass',
    ),
    bounds: {
      low: shareOf((verdict) => verdict === 'pass'),
      high: shareOf((verdict) => verdict !== 'fail'),
    },
    secondsJudged: figures.length,
  };
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

/** Of two limits the one that is nearer to being broken, or broken further. */
function marginOf(
  actual: number,
  { min, max }: { min?: number; max?: number },
): { limit?: number; margin?: number } {
  const sides = [
    ...(max === undefined ? [] : [{ limit: max, margin: shareOf(max - actual, max) }]),
    ...(min === undefined ? [] : [{ limit: min, margin: shareOf(actual - min, min) }]),
  ];
  return sides.sort((a, b) => (a.margin ?? 0) - (b.margin ?? 0))[0] ?? {};
}

function shareOf(part: number, limit: number): number | undefined {
  return limit === 0 ? undefined : part / limit;
}

function noDataOf(
  { metric, endpoint, series, job, requests = 'successful' }: Objective,
  evidence: ObjectiveEvidence,
): string {
  if (metric === 'target') return `The target does not expose the metric ${series}.`;
  if (metric === 'job') return `The run has no data on job ${job}.`;
  const { requests: sent = 0, failures = 0 } = evidence.measured(endpoint) ?? {};
  if (requests === 'successful' && sent > 0 && failures > 0) return 'No request succeeded.';
  if (requests === 'failed' && sent > 0) return 'No request failed with a response.';
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
