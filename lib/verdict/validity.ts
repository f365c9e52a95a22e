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

/** Whether a run's results are reliable, with every reason against it. Without evidence never valid. */
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
    const message = 'No requests were sent, so there is nothing to evaluate.';
    return [{ code: 'noData', level: 'suspect', message }];
  }
  if (lateSecondsShare !== undefined) return [];
  const message = 'The load generator’s health was not recorded in this run.';
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

/** What is seen of a run's generator, and from where on it makes the run suspect or invalid. */
export interface ValidityLimit {
  /** As docs/validity.md has it. */
  name: string;
  unit: 'ms' | '%';
  suspect: number;
  invalid: number;
  /** The message where `seen` exceeds `limit`, with what to do about it. */
  words: (seen: string, limit: string) => string;
}

/** Beyond these the figures say more of the generator than of the service. docs/validity.md has the reasons. */
export const VALIDITY_LIMITS = {
  scheduleDelayP99: {
    name: 'scheduling delay, p99',
    unit: 'ms',
    suspect: 10,
    invalid: 100,
    words: (seen, limit) =>
      `The scheduling delay was ${seen} (p99). Above ${limit} the load generator affects the results. Use more generators, a lower rate or a dedicated machine.`,
  },
  scheduleDelayShare: {
    name: 'scheduling delay (p99), relative to the median response time',
    unit: '%',
    suspect: 20,
    invalid: 100,
    words: (seen, limit) =>
      `The scheduling delay (p99) was ${seen} of the median response time. Above ${limit} it is visible in the percentiles. Use service times, which exclude it, or lower the rate.`,
  },
  scheduleDelayMax: {
    name: 'scheduling delay, max',
    unit: 'ms',
    suspect: 1000,
    invalid: 5000,
    words: (seen, limit) =>
      `The maximum scheduling delay was ${seen}. Above ${limit} the load generator stalled and then sent the overdue requests in a burst. Use a dedicated machine.`,
  },
  lateSeconds: {
    name: 'seconds with an event-loop lag above 50 ms',
    unit: '%',
    suspect: 5,
    invalid: 25,
    words: (seen, limit) =>
      `The event-loop lag exceeded 50 ms in ${seen} of the seconds; up to ${limit} is normal. Other processes were using the CPU. Use a dedicated machine or more generators.`,
  },
  eventLoopLagMax: {
    name: 'event-loop lag, max',
    unit: 'ms',
    suspect: 1000,
    invalid: 5000,
    words: (seen, limit) =>
      `The maximum event-loop lag was ${seen}. Above ${limit} the slowest requests may be caused by the load generator. Use a dedicated machine.`,
  },
  cpuShare: {
    name: 'CPU usage of the generator thread, p95',
    unit: '%',
    suspect: 85,
    invalid: 97,
    words: (seen, limit) =>
      `The CPU usage of the generator thread was ${seen} (p95). Above ${limit} it has no capacity left. Use more generators or a lower rate.`,
  },
  gcShare: {
    name: 'garbage collection time',
    unit: '%',
    suspect: 10,
    invalid: 30,
    words: (seen, limit) =>
      `The load generator spent ${seen} of its time on garbage collection. Above ${limit} this affects latencies. Request smaller responses or use more generators.`,
  },
  dropped: {
    name: 'dropped arrivals',
    unit: '%',
    suspect: 1,
    invalid: 10,
    words: (seen, limit) =>
      `${seen} of the arrivals were dropped because too many requests were in flight. Above ${limit} the load differs from the plan. Allow more requests in flight, queue arrivals or lower the rate.`,
  },
  queuedSeconds: {
    name: 'seconds with queued arrivals',
    unit: '%',
    suspect: 10,
    invalid: 75,
    words: (seen, limit) =>
      `Arrivals were queued in ${seen} of the seconds. Above ${limit} the limit on requests in flight determines the load. Allow more requests in flight or lower the rate.`,
  },
  aborted: {
    name: 'requests aborted at the end of the run',
    unit: '%',
    suspect: 1,
    invalid: 10,
    words: (seen, limit) =>
      `${seen} of the requests were aborted at the end of the run. Above ${limit} the slowest requests are missing from the percentiles. Run longer, or stop after in-flight requests.`,
  },
  ownFailures: {
    name: 'requests that failed due to generator limits',
    unit: '%',
    suspect: 0,
    invalid: 1,
    words: (seen) =>
      `${seen} of the requests failed because this machine ran out of file handles or local ports. Raise the limit of open files, keep connections alive or use fewer users.`,
  },
} as const satisfies Record<string, ValidityLimit>;

type ValidityCode = keyof typeof VALIDITY_LIMITS;

/** A thread that is late by more than this delays what it sends and sees, ms. */
export const LATE_MS = 50;
