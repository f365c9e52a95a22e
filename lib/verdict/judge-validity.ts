import { VALIDITY_LIMITS, type ValidityCode } from './validity-limits';

/** What is known of a run's generator; what is undefined is not judged. Shares are of 1. */
export interface ValidityEvidence {
  requests: number;
  scheduleDelayP99Ms?: number;
  responseP50Ms?: number;
  lateSecondsShare?: number;
  cpuShareP95?: number;
  gcShare?: number;
  droppedShare?: number;
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
  reasons: ValidityReason[];
}

/** Whether a run's figures can be believed, with every reason against it, the gravest first. */
export function judgeValidity(evidence: ValidityEvidence): Validity {
  const reasons = [...missing(evidence), ...exceeded(evidence)];
  reasons.sort((a, b) => Number(b.level === 'invalid') - Number(a.level === 'invalid'));
  return { validity: reasons[0]?.level ?? 'valid', reasons };
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

function exceeded(evidence: ValidityEvidence): ValidityReason[] {
  const { scheduleDelayP99Ms: delay, responseP50Ms: p50 } = evidence;
  const percent = (share?: number) => (share === undefined ? undefined : share * 100);
  const against = delay === undefined || !p50 ? undefined : percent(delay / p50);
  // A tenth of a millisecond beside a response of less is no matter.
  const delayShare = delay !== undefined && delay < 1 ? undefined : against;
  return [
    judge('scheduleDelayP99', delay, (seen, limit) =>
      say(
        `Requests left up to ${ms(seen)} after they were due (p99); above ${ms(limit)} the generator, not the service, shapes the result.`,
        'Use more generators, a lower rate, or a machine that has nothing else to do.',
      ),
    ),
    judge('scheduleDelayShare', delayShare, (seen, limit) =>
      say(
        `The generator’s own lateness (p99) is ${round(seen)} % of the median response time; above ${limit} % it shows in the percentiles.`,
        'Read service times, which leave it out, or lower the rate.',
      ),
    ),
    judge('lateSeconds', percent(evidence.lateSecondsShare), (seen, limit) =>
      say(
        `In ${round(seen)} % of the seconds the generator’s thread was late by more than 50 ms; up to ${limit} % is normal.`,
        'Something else keeps this machine busy: run it on its own, or use more generators.',
      ),
    ),
    judge('cpuShare', percent(evidence.cpuShareP95), (seen, limit) =>
      say(
        `The generator’s thread was at work ${round(seen)} % of the time (p95 of its seconds); above ${limit} % it has no reserve left.`,
        'Use more generators, or a lower rate.',
      ),
    ),
    judge('gcShare', percent(evidence.gcShare), (seen, limit) =>
      say(
        `The generator spent ${round(seen)} % of its time collecting garbage; above ${limit} % that shows in latencies.`,
        'Ask for smaller answers, or use more generators.',
      ),
    ),
    judge('dropped', percent(evidence.droppedShare), (seen, limit) =>
      say(
        `${round(seen)} % of the arrivals were not sent, because too many requests were in flight; above ${limit} % the load was not the one that was asked for.`,
        'Allow more in flight, let arrivals queue, or lower the rate.',
      ),
    ),
    judge('ownFailures', percent(evidence.ownFailureShare), (seen) =>
      say(
        `${round(seen)} % of the requests failed at a limit of this machine: file handles or local ports.`,
        'Raise the limit of open files, keep connections alive, or use fewer users.',
      ),
    ),
  ].flatMap((reason) => reason ?? []);
}

function judge(
  code: ValidityCode,
  seen: number | undefined,
  words: (seen: number, limit: number) => string,
): ValidityReason | undefined {
  const { suspect, invalid } = VALIDITY_LIMITS[code];
  if (seen === undefined || seen <= suspect) return undefined;
  const level = seen > invalid ? 'invalid' : 'suspect';
  return { code, level, message: words(seen, level === 'invalid' ? invalid : suspect) };
}

const say = (seen: string, advice: string) => `${seen} ${advice}`;
const round = (value: number) => Number(value.toPrecision(3)).toString();
const ms = (value: number) => `${round(value)} ms`;
