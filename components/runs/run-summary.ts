import { latency, span } from '@/lib/core/duration';
import { percent, plural, rate, textOf } from '@/lib/core/number';
import { hasEnded, type RunStatus } from '@/lib/runs/model';

/** What a sentence about a run needs to know. */
export interface RunFacts {
  status: RunStatus;
  /** How long it has lasted, or did. */
  elapsedMs?: number;
  plannedMs: number;
  requests?: number;
  requestsPerSecond?: number;
  p95Ms?: number;
  failureRate?: number;
  /** Whether its load is paused just now. */
  paused?: boolean;
  /** Whether its worker is not heard of any more. */
  isStale?: boolean;
  /** Whether it waits for a target that still has earlier work. */
  waitsForIdle?: boolean;
  /** Once it has ended: whether its own figures can be believed. */
  validity?: 'valid' | 'suspect' | 'invalid';
  /** Against its objectives, and the name of the profile they are of. */
  verdict?: 'pass' | 'fail' | 'no-data';
  /** Objectives that it broke which fail no run. */
  brokenBeside?: number;
  profile?: string;
}

/** One plain sentence that answers: how is it going, or how did it go? */
export function runSummary(facts: RunFacts): string {
  const { status, elapsedMs, plannedMs } = facts;
  const lasted = span(elapsedMs);
  if (facts.isStale)
    return `Its worker stopped responding after ${lasted} of ${span(plannedMs)}: ${figures(facts)}`;
  switch (status) {
    case 'queued':
      return 'Queued. It starts when earlier runs have ended and a worker is free.';
    case 'running':
      if (facts.waitsForIdle)
        return 'Waiting until the target is idle, for up to 10 min. No load is sent yet.';
      return `${facts.paused ? 'Paused after' : 'Running for'} ${lasted} of ${span(plannedMs)}: ${figures(facts)}`;
    case 'stopping':
      return `Stopping after ${lasted}: ${figures(facts)}`;
    case 'finished':
      return capital(`${verdictPrefix(facts)}${figures(facts)}`);
    case 'stopped':
      if (elapsedMs === undefined) return 'Stopped before it started. No requests were sent.';
      return `${verdictSentence(facts)}Stopped after ${lasted} of ${span(plannedMs)}: ${figures(facts)}`;
    case 'interrupted':
      return `${verdictSentence(facts)}Interrupted after ${lasted} of ${span(plannedMs)}; data up to then is kept: ${figures(facts)}`;
    case 'failed':
      if (!facts.requests) return 'Failed before any request was sent.';
      return `${verdictSentence(facts)}Failed after ${lasted} of ${span(plannedMs)}: ${figures(facts)}`;
  }
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** "Fails Strict. ", before a sentence about a run that did not come to its planned end. */
function verdictSentence(facts: RunFacts): string {
  return verdictPrefix(facts).replace(/: $/, '. ');
}

/** "Fails Strict: ", or nothing where it was not judged. */
function verdictPrefix({ verdict, profile: name, brokenBeside = 0 }: RunFacts): string {
  const profile = name ?? 'its objectives';
  switch (verdict) {
    case 'pass': {
      if (brokenBeside === 0) return `Meets ${profile}: `;
      const blocking =
        name === undefined ? 'its blocking objectives' : `the blocking objectives of ${name}`;
      return `Meets ${blocking}, but not ${plural(brokenBeside, 'other')}: `;
    }
    case 'fail':
      return `Fails ${profile}: `;
    case 'no-data':
      return `Not evaluated against ${profile}: `;
    case undefined:
      return '';
  }
}

/** "24,580 requests at 40.9/s, p95 312 ms, error rate 0.58 %." Of an invalid run only what was sent. */
function figures(facts: RunFacts): string {
  const { requests, requestsPerSecond, p95Ms, failureRate, validity } = facts;
  if (!requests) return hasEnded(facts.status) ? 'no requests were sent.' : 'no requests yet.';
  if (validity === 'invalid')
    return `${plural(requests, 'request')} sent, but the run is invalid: the load generator was the bottleneck.`;
  const parts = [
    plural(requests, 'request') +
      (requestsPerSecond === undefined ? '' : ` at ${textOf(rate(requestsPerSecond))}`),
    ...(p95Ms === undefined ? [] : [`p95\u00a0${textOf(latency(p95Ms))}`]),
    ...(failureRate === undefined
      ? []
      : [failureRate === 0 ? 'no errors' : `error rate ${textOf(percent(failureRate))}`]),
  ];
  return `${parts.join(', ')}.`;
}
