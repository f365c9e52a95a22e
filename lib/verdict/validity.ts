import {
  type ValidityEvidence as HealthEvidence,
  judgeValidity as judgeHealth,
} from './judge-validity';
import { VALIDITY_THRESHOLDS, type ValidityThreshold } from './validity-thresholds';

/**
 * What is known of a run and its generator; what is undefined is not judged. Shares are of 1. What every
 * run has is judged by judge-validity.ts, the rest here.
 */
export interface ValidityEvidence extends Partial<HealthEvidence> {
  scheduleDelayMaxMs?: number;
  /** Of the longest lateness of each second. */
  eventLoopLagP99Ms?: number;
  eventLoopLagMaxMs?: number;
  /** Achieved by requested rate, of an open model. */
  achievedRateRatio?: number;
  /** Of arrivals, those that waited for a request in flight to end. */
  queuedShare?: number;
  ranSeconds?: number;
  plannedSeconds?: number;
  abortedShare?: number;
  /** Of requests, those that timed out while the thread was late by more than the time-out. */
  ownTimeoutShare?: number;
}

export interface ValidityReason {
  code: ValidityThreshold | 'noData' | 'noHealth';
  level: 'suspect' | 'invalid';
  message: string;
}

export interface Validity {
  validity: 'valid' | 'suspect' | 'invalid';
  /** The gravest first. */
  reasons: ValidityReason[];
  /** What there was no evidence for. */
  notJudged: ValidityThreshold[];
}

/** Whether a run's figures can be believed. Without evidence never valid. */
export function judgeValidity(evidence: ValidityEvidence): Validity {
  const seen = seenOf(evidence);
  const codes = Object.keys(VALIDITY_THRESHOLDS) as ValidityThreshold[];
  const notJudged = codes.filter((code) => seen[code] === undefined);
  if (evidence.requests === undefined && notJudged.length === codes.length)
    return { validity: 'suspect', reasons: [NO_DATA], notJudged };
  // Not to know how many requests there were is not to know that there were none.
  const health = judgeHealth({ ...evidence, requests: evidence.requests ?? Number.NaN });
  const reasons = [...health.reasons, ...OWN_CODES.flatMap((code) => judge(code, seen[code]))];
  reasons.sort((a, b) => Number(b.level === 'invalid') - Number(a.level === 'invalid'));
  return { validity: reasons[0]?.level ?? 'valid', reasons, notJudged };
}

const NO_DATA: ValidityReason = {
  code: 'noData',
  level: 'suspect',
  message:
    'No data: nothing is known of this run, so its figures cannot be relied on. Run it again.',
};

/** In the units of the thresholds. */
function seenOf(evidence: ValidityEvidence): Record<ValidityThreshold, number | undefined> {
  const { scheduleDelayP99Ms, responseP50Ms, achievedRateRatio } = evidence;
  const { ranSeconds, plannedSeconds } = evidence;
  return {
    scheduleDelayP99: scheduleDelayP99Ms,
    scheduleDelayShare:
      scheduleDelayP99Ms === undefined || !responseP50Ms
        ? undefined
        : percent(scheduleDelayP99Ms / responseP50Ms),
    lateSeconds: percent(evidence.lateSecondsShare),
    cpuShare: percent(evidence.cpuShareP95),
    gcShare: percent(evidence.gcShare),
    dropped: percent(evidence.droppedShare),
    ownFailures: percent(evidence.ownFailureShare),
    scheduleDelayMax: evidence.scheduleDelayMaxMs,
    eventLoopLagP99: evidence.eventLoopLagP99Ms,
    eventLoopLagMax: evidence.eventLoopLagMaxMs,
    rateShortfall: achievedRateRatio === undefined ? undefined : shortfall(achievedRateRatio),
    queued: percent(evidence.queuedShare),
    cutShort:
      ranSeconds === undefined || !plannedSeconds
        ? undefined
        : shortfall(ranSeconds / plannedSeconds),
    aborted: percent(evidence.abortedShare),
    ownTimeouts: percent(evidence.ownTimeoutShare),
  };
}

const WORDS = {
  scheduleDelayMax: (seen, limit) =>
    `One request left ${seen} ms after it was due; above ${limit} ms the generator stood still for a while, and what was due then left all at once. Run it on a machine that has nothing else to do.`,
  eventLoopLagP99: (seen, limit) =>
    `The generator’s thread was up to ${seen} ms late in 99 % of the seconds; above ${limit} ms it sends late and sees answers late. Use more generators or a lower rate.`,
  eventLoopLagMax: (seen, limit) =>
    `The generator’s thread once stood still for ${seen} ms; above ${limit} ms the slowest requests may be its own doing. Run it on a machine that has nothing else to do.`,
  rateShortfall: (seen, limit) =>
    `${seen} % of the requested rate was not achieved; above ${limit} % the result is that of a lower rate. Ask for a rate that can be reached, or use more generators.`,
  queued: (seen, limit) =>
    `${seen} % of the arrivals waited for an earlier request to end; above ${limit} % the limit on requests in flight shapes the load. Allow more in flight, or lower the rate.`,
  cutShort: (seen, limit) =>
    `${seen} % of the planned time was not run; above ${limit} % the result is that of another, shorter plan. Let it run to its end.`,
  aborted: (seen, limit) =>
    `${seen} % of the requests were cut off by the end of the run; above ${limit} % the slowest are missing from the percentiles. Run longer, or wait longer for the last answers.`,
  ownTimeouts: (seen, limit) =>
    `${seen} % of the requests timed out while the generator’s thread was late by more than the time-out; above ${limit} % time-outs say nothing of the service. Use more generators, or a longer time-out.`,
} as const satisfies Partial<Record<ValidityThreshold, (seen: number, limit: number) => string>>;

const OWN_CODES = Object.keys(WORDS) as (keyof typeof WORDS)[];

function judge(code: keyof typeof WORDS, seen: number | undefined): ValidityReason[] {
  const { suspect, invalid } = VALIDITY_THRESHOLDS[code];
  if (seen === undefined || seen <= suspect) return [];
  const level = seen > invalid ? 'invalid' : 'suspect';
  const limit = level === 'invalid' ? invalid : suspect;
  return [{ code, level, message: WORDS[code](Number(seen.toPrecision(3)), limit) }];
}

// Without the last digits: 1 − 0.9 is a little less than a tenth, and a limit may be just that.
function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Number((share * 100).toPrecision(12));
}

function shortfall(ratio: number): number {
  return Math.max(0, Number((100 - ratio * 100).toPrecision(12)));
}
