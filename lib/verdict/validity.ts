import { VALIDITY_LIMITS, type ValidityCode } from './validity-limits';

/** What is known of a run's generator; what is undefined is not judged. Shares are of 1. */
export interface ValidityEvidence {
  requests: number;
  scheduleDelayP99Ms?: number;
  scheduleDelayMaxMs?: number;
  responseP50Ms?: number;
  lateSecondsShare?: number;
  eventLoopLagMaxMs?: number;
  cpuShareP95?: number;
  gcShare?: number;
  droppedShare?: number;
  queuedSecondsShare?: number;
  abortedShare?: number;
  /** Requests that failed for want of file handles or local ports here. */
  ownFailureShare?: number;
}

export interface ValidityReason {
  code: ValidityCode | 'noData' | 'noHealth';
  level: 'suspect' | 'invalid';
  message: string;
}

export interface Validity {
  validity: 'valid' | 'suspect' | 'invalid';
  /** The gravest first. */
  reasons: ValidityReason[];
}

/** Whether a run's figures can be believed, with every reason against it. Without evidence never valid. */
export function judgeValidity(evidence: ValidityEvidence): Validity {
  const seen = seenOf(evidence);
  const codes = Object.keys(VALIDITY_LIMITS) as ValidityCode[];
  const reasons = [
    ...missing(evidence),
    ...codes.flatMap((code) => judge(code, seen[code])).map((reason) => mild(reason, evidence)),
  ];
  reasons.sort((a, b) => Number(b.level === 'invalid') - Number(a.level === 'invalid'));
  return { validity: reasons[0]?.level ?? 'valid', reasons };
}

/** Beside a very fast service a few milliseconds are a large share, but shape no figure that anybody acts on. */
function mild(
  reason: ValidityReason,
  { scheduleDelayP99Ms = 0 }: ValidityEvidence,
): ValidityReason {
  const isSmall = scheduleDelayP99Ms <= VALIDITY_LIMITS.scheduleDelayP99.suspect;
  return reason.code === 'scheduleDelayShare' && isSmall ? { ...reason, level: 'suspect' } : reason;
}

function missing({ requests, lateSecondsShare }: ValidityEvidence): ValidityReason[] {
  if (requests === 0) {
    const message = 'No request was sent: there is nothing to judge.';
    return [{ code: 'noData', level: 'suspect', message }];
  }
  if (lateSecondsShare !== undefined) return [];
  const message = 'Nothing is known of the generator’s own health in this run.';
  return [{ code: 'noHealth', level: 'suspect', message }];
}

/** In the units of the limits. */
function seenOf(evidence: ValidityEvidence): Record<ValidityCode, number | undefined> {
  const { scheduleDelayP99Ms: delay, responseP50Ms: p50 } = evidence;
  return {
    scheduleDelayP99: delay,
    // A tenth of a millisecond beside a response of less is no matter.
    scheduleDelayShare: delay === undefined || delay < 1 || !p50 ? undefined : percent(delay / p50),
    scheduleDelayMax: evidence.scheduleDelayMaxMs,
    lateSeconds: percent(evidence.lateSecondsShare),
    eventLoopLagMax: evidence.eventLoopLagMaxMs,
    cpuShare: percent(evidence.cpuShareP95),
    gcShare: percent(evidence.gcShare),
    dropped: percent(evidence.droppedShare),
    queuedSeconds: percent(evidence.queuedSecondsShare),
    aborted: percent(evidence.abortedShare),
    ownFailures: percent(evidence.ownFailureShare),
  };
}

function judge(code: ValidityCode, seen: number | undefined): ValidityReason[] {
  const { suspect, invalid, unit, words } = VALIDITY_LIMITS[code];
  if (seen === undefined || seen <= suspect) return [];
  const level = seen > invalid ? 'invalid' : 'suspect';
  const limit = level === 'invalid' ? invalid : suspect;
  const rounded = Number(seen.toPrecision(3));
  return [{ code, level, message: words(`${rounded} ${unit}`, `${limit} ${unit}`) }];
}

// Without the last digits: 1 − 0.9 is a little less than a tenth, and a limit may be just that.
function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Number((share * 100).toPrecision(12));
}
