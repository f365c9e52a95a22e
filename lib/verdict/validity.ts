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

/** What is seen of a run's generator, and from where on it makes the run suspect or invalid. */
export interface ValidityLimit {
  /** As docs/validity.md has it. */
  name: string;
  unit: 'ms' | '%';
  suspect: number;
  invalid: number;
  /** What to say to a user who has `seen` more than `limit`, and what to do about it. */
  words: (seen: string, limit: string) => string;
}

/** Beyond these the figures say more of the generator than of the service. docs/validity.md has the reasons. */
export const VALIDITY_LIMITS = {
  scheduleDelayP99: {
    name: 'requests left late, 99th percentile',
    unit: 'ms',
    suspect: 10,
    invalid: 100,
    words: (seen, limit) =>
      `Requests left up to ${seen} after they were due (p99); above ${limit} the generator, not the service, shapes the result. Use more generators, a lower rate, or a machine that has nothing else to do.`,
  },
  scheduleDelayShare: {
    name: 'that lateness, against the p50 of the response time',
    unit: '%',
    suspect: 20,
    invalid: 100,
    words: (seen, limit) =>
      `The generator’s own lateness (p99) is ${seen} of the median response time; above ${limit} it shows in the percentiles. Read service times, which leave it out, or lower the rate.`,
  },
  scheduleDelayMax: {
    name: 'the latest request, after it was due',
    unit: 'ms',
    suspect: 1000,
    invalid: 5000,
    words: (seen, limit) =>
      `One request left ${seen} after it was due; above ${limit} the generator stood still for a while, and what was due then left all at once. Run it on a machine that has nothing else to do.`,
  },
  lateSeconds: {
    name: 'seconds in which the generator’s thread was late by more than 50 ms',
    unit: '%',
    suspect: 5,
    invalid: 25,
    words: (seen, limit) =>
      `In ${seen} of the seconds the generator’s thread was late by more than 50 ms; up to ${limit} is normal. Something else keeps this machine busy: run it on its own, or use more generators.`,
  },
  eventLoopLagMax: {
    name: 'lateness of the generator’s thread, at worst',
    unit: 'ms',
    suspect: 1000,
    invalid: 5000,
    words: (seen, limit) =>
      `The generator’s thread once stood still for ${seen}; above ${limit} the slowest requests may be its own doing. Run it on a machine that has nothing else to do.`,
  },
  cpuShare: {
    name: 'processor time of the generator’s thread, 95th percentile of seconds',
    unit: '%',
    suspect: 85,
    invalid: 97,
    words: (seen, limit) =>
      `The generator’s thread was at work ${seen} of the time (p95 of its seconds); above ${limit} it has no reserve left. Use more generators, or a lower rate.`,
  },
  gcShare: {
    name: 'time collecting garbage',
    unit: '%',
    suspect: 10,
    invalid: 30,
    words: (seen, limit) =>
      `The generator spent ${seen} of its time collecting garbage; above ${limit} that shows in latencies. Ask for smaller answers, or use more generators.`,
  },
  dropped: {
    name: 'arrivals dropped',
    unit: '%',
    suspect: 1,
    invalid: 10,
    words: (seen, limit) =>
      `${seen} of the arrivals were not sent, because too many requests were in flight; above ${limit} the load was not the one that was asked for. Allow more in flight, let arrivals queue, or lower the rate.`,
  },
  queuedSeconds: {
    name: 'seconds at whose end arrivals were waiting',
    unit: '%',
    suspect: 10,
    invalid: 75,
    words: (seen, limit) =>
      `In ${seen} of the seconds arrivals waited for an earlier request to end; above ${limit} the limit on requests in flight shapes the load. Allow more in flight, or lower the rate.`,
  },
  aborted: {
    name: 'requests cut off by the end of the run',
    unit: '%',
    suspect: 1,
    invalid: 10,
    words: (seen, limit) =>
      `${seen} of the requests were cut off by the end of the run; above ${limit} the slowest are missing from the percentiles. Run longer, or stop gracefully.`,
  },
  ownFailures: {
    name: 'requests that failed at the generator’s own limits',
    unit: '%',
    suspect: 0,
    invalid: 1,
    words: (seen) =>
      `${seen} of the requests failed at a limit of this machine: file handles or local ports. Raise the limit of open files, keep connections alive, or use fewer users.`,
  },
} as const satisfies Record<string, ValidityLimit>;

export type ValidityCode = keyof typeof VALIDITY_LIMITS;

/** A thread that is late by more than this delays what it sends and sees, ms. */
export const LATE_MS = 50;
