import { latency } from '@/lib/core/duration';
import { percent, textOf } from '@/lib/core/number';
import type { BoundedSummary } from '@/lib/stats/latencies';

/** What is known of a run's generator; what is undefined is not judged. Shares are of 1. */
export interface ValidityEvidence {
  requests: number;
  /** Of all requests, with what the generator may have added. */
  response?: BoundedSummary;
  /** Of the planned load so much was not sent, because users were held up by the generator. */
  shortfall?: number;
  /** Of the arrivals so many were not sent, because too many requests were in flight. */
  droppedShare?: number;
  queuedSecondsShare?: number;
  abortedShare?: number;
  /** Requests that failed for want of file handles or local ports here. */
  ownFailureShare?: number;
  signs: GeneratorSigns;
}

/** What the generator's error may have come from. */
interface GeneratorSigns {
  /** Undefined: the generator's health was not recorded. */
  lateSecondsShare?: number;
  eventLoopLagMaxMs?: number;
  scheduleDelayP99Ms?: number;
  cpuShareP95?: number;
  gcShare?: number;
  watchedLocally?: boolean;
}

interface ValidityReason {
  code: ValidityCode | 'noData' | 'noHealth';
  level: 'suspect' | 'invalid';
  message: string;
}

export interface Validity {
  validity: 'valid' | 'suspect' | 'invalid';
  /** The gravest first. */
  reasons: ValidityReason[];
}

/**
 * Whether a run's results are reliable, with every reason against it. Without evidence never valid. A figure that
 * the generator may have changed has its bounds, and a verdict that they cannot turn stands; invalid is only a run
 * whose load was not the plan's, or which left too much unmeasured.
 */
export function judgeValidity(evidence: ValidityEvidence): Validity {
  const seen = seenOf(evidence);
  const codes = Object.keys(VALIDITY_LIMITS) as ValidityCode[];
  const reasons = [
    ...missing(evidence),
    ...codes.flatMap((code) => judge(code, seen[code], evidence)),
  ];
  reasons.sort((a, b) => Number(b.level === 'invalid') - Number(a.level === 'invalid'));
  return { validity: reasons[0]?.level ?? 'valid', reasons };
}

function missing({ requests, signs }: ValidityEvidence): ValidityReason[] {
  if (requests === 0) {
    const message = 'No requests were sent, so there is nothing to evaluate.';
    return [{ code: 'noData', level: 'suspect', message }];
  }
  if (signs.lateSecondsShare !== undefined) return [];
  const message = 'The load generator’s health was not recorded in this run.';
  return [{ code: 'noHealth', level: 'suspect', message }];
}

/** In per cent. */
function seenOf(evidence: ValidityEvidence): Record<ValidityCode, number | undefined> {
  return {
    latencyError: toPercent(worstOf(evidence.response)?.share),
    shortfall: toPercent(evidence.shortfall),
    dropped: toPercent(evidence.droppedShare),
    queuedSeconds: toPercent(evidence.queuedSecondsShare),
    aborted: toPercent(evidence.abortedShare),
    ownFailures: toPercent(evidence.ownFailureShare),
  };
}

/** Less than this shapes no figure that anybody acts on. */
const SMALL_MS = 1;
const KEY_PERCENTILES = ['p50', 'p95'] as const;

interface OpenPercentile {
  name: string;
  lowMs: number;
  measuredMs: number;
  /** How much of it the generator may have added, 0 to 1. */
  share: number;
}

/** Of the key percentiles the one that is the most uncertain. */
function worstOf(response: BoundedSummary | undefined): OpenPercentile | undefined {
  const open = KEY_PERCENTILES.flatMap((name): OpenPercentile[] => {
    const [lowMs, measuredMs] = [response?.low?.[`${name}Ms`], response?.measured[`${name}Ms`]];
    if (lowMs === undefined || !measuredMs || measuredMs - lowMs < SMALL_MS) return [];
    return [{ name, lowMs, measuredMs, share: (measuredMs - lowMs) / measuredMs }];
  });
  return open.sort((a, b) => b.share - a.share)[0];
}

function judge(
  code: ValidityCode,
  seen: number | undefined,
  evidence: ValidityEvidence,
): ValidityReason[] {
  const { suspect, invalid, message }: ValidityLimit = VALIDITY_LIMITS[code];
  if (seen === undefined || seen <= suspect) return [];
  const isInvalid = invalid !== undefined && seen > invalid;
  const limit = isInvalid ? invalid : suspect;
  const said = message(`${Number(seen.toPrecision(3))} %`, `${limit} %`, evidence);
  return [{ code, level: isInvalid ? 'invalid' : 'suspect', message: said }];
}

// Without the last digits: 1 − 0.9 is a little less than a tenth, and a limit may be just that.
function toPercent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Number((share * 100).toPrecision(12));
}

/** What counts against a run, in per cent, and from where on it makes the run suspect or invalid. */
export interface ValidityLimit {
  /** As docs/validity.md has it. */
  name: string;
  suspect: number;
  /** Undefined: never. */
  invalid?: number;
  /** Where `seen` exceeds `limit`, with what to do about it. */
  message: (seen: string, limit: string, evidence: ValidityEvidence) => string;
}

/** docs/validity.md has the reasons. */
export const VALIDITY_LIMITS = {
  latencyError: {
    name: 'share of p50 or p95 that the generator may have added (from 1 ms)',
    suspect: 20,
    message: (seen, _limit, { response, signs }) => {
      const { name, lowMs = 0, measuredMs = 0 } = worstOf(response) ?? {};
      const between = `${textOf(latency(lowMs))} and ${textOf(latency(measuredMs))}`;
      return `Up to ${seen} of the response time’s ${name} may come from the load generator: it lies between ${between}. ${causeOf(signs)}`;
    },
  },
  shortfall: {
    name: 'planned load that users held up by the generator did not send',
    suspect: 2,
    invalid: 10,
    message: (seen, _limit, { signs }) =>
      `Up to ${seen} of the planned load may not have been sent, because the load generator was late. ${causeOf(signs)}`,
  },
  dropped: {
    name: 'dropped arrivals',
    suspect: 1,
    invalid: 10,
    message: (seen, limit) =>
      `${seen} of the arrivals were dropped because too many requests were in flight. Above ${limit} the load differs from the plan. Allow more requests in flight, queue arrivals or lower the rate.`,
  },
  queuedSeconds: {
    name: 'seconds with queued arrivals',
    suspect: 10,
    message: (seen, limit) =>
      `Arrivals were queued in ${seen} of the seconds. Above ${limit} the limit on requests in flight determines the load; response times include the wait. Allow more requests in flight or lower the rate.`,
  },
  aborted: {
    name: 'requests aborted at the end of the run',
    suspect: 1,
    invalid: 50,
    message: (seen, limit) =>
      `${seen} of the requests were aborted at the end of the run. Above ${limit} the slowest requests are missing from the percentiles. Run longer, or stop after in-flight requests.`,
  },
  ownFailures: {
    name: 'requests that failed due to generator limits',
    suspect: 0,
    invalid: 10,
    message: (seen) =>
      `${seen} of the requests failed because this machine ran out of file handles or local ports. Raise the limit of open files, keep connections alive or use fewer users.`,
  },
} as const satisfies Record<string, ValidityLimit>;

type ValidityCode = keyof typeof VALIDITY_LIMITS;

/** A thread that is late by more than this delays what it sends and sees, ms. */
export const LATE_MS = 50;

/** Up to here is normal. */
const USUAL = { lateSeconds: 0.05, scheduleDelayMs: 5, cpuShare: 0.85, gcShare: 0.1 };

/** What the generator's error came from, as far as can be seen, and what to do. */
function causeOf(signs: GeneratorSigns): string {
  const { lateSecondsShare = 0, scheduleDelayP99Ms = 0, cpuShareP95 = 0, gcShare = 0 } = signs;
  const causes = [
    signs.watchedLocally ? 'A live page of the run was open on this machine.' : '',
    cpuShareP95 > USUAL.cpuShare
      ? `The generator thread used ${textOf(percent(cpuShareP95))} of its CPU (p95).`
      : '',
    gcShare > USUAL.gcShare
      ? `${textOf(percent(gcShare))} of its time went into garbage collection.`
      : '',
    lateSecondsShare > USUAL.lateSeconds
      ? `Other processes were using the CPU: the event-loop lag exceeded ${LATE_MS} ms in ${textOf(percent(lateSecondsShare))} of the seconds.`
      : '',
    scheduleDelayP99Ms > USUAL.scheduleDelayMs
      ? `Requests left up to ${textOf(latency(scheduleDelayP99Ms))} late (p99).`
      : '',
  ].filter((cause) => cause !== '');
  const remedy = signs.watchedLocally
    ? 'Watch from another machine, or close the page.'
    : 'Use a dedicated machine, more generators or a lower rate.';
  return [...causes, remedy].join(' ');
}
