import type { Evidence } from '../evidence';
import type { Finding, FindingSpan } from '../model';
import { findPeriod } from '../signals/growth';
import { msText, spanText } from '../signals/labels';
import { latencyRaise } from '../signals/latency-raises';
import { median, medianOf } from '../signals/series';
import { serviceStalls } from '../signals/stalls';

/** A second counts as a spike when its p95 is so many times the run's middle one, and so much more. */
const SPIKE_RATIO = 4;
const SPIKE_MORE_MS = 100;
const MIN_SPIKES = 5;
const SECOND_MS = 1000;
/** What stands still more than this of the time does not pause: it is busy. */
const MAX_OF_PERIOD = 0.6;
const MIN_PERIOD_MS = 1000;

interface Seen {
  instantsMs: number[];
  lengthMs: number;
  slackMs: number;
  metric: string;
  sure: boolean;
}

/** Silences, or spikes of latency, that come back in a steady period. */
export function periodicPauses(evidence: Evidence): Finding | undefined {
  for (const seen of [stallsOf(evidence), spikesOf(evidence)]) {
    const rhythm = findPeriod(seen.instantsMs, seen.slackMs);
    if (rhythm === undefined || rhythm.periodMs < MIN_PERIOD_MS) continue;
    if (seen.lengthMs > MAX_OF_PERIOD * rhythm.periodMs) continue;
    const instants = rhythm.kept.map((index) => seen.instantsMs[index] ?? 0);
    const span: FindingSpan = {
      fromMs: Math.floor((instants[0] ?? 0) - seen.lengthMs),
      toMs: Math.ceil(instants.at(-1) ?? 0),
    };
    const spans = [{ ...span, fromMs: Math.max(0, span.fromMs) }];
    const every = msText(rhythm.periodMs);
    return {
      code: 'periodic-pauses',
      title: 'Periodic pauses',
      sentence: `From ${spanText(spans)} the service paused every ${every} for about ${msText(seen.lengthMs)}, ${instants.length} times.`,
      confidence: seen.sure ? 'high' : 'medium',
      spans,
      restsOn: [
        { metric: seen.metric, words: `${instants.length} times, about ${msText(seen.lengthMs)}` },
        { metric: 'period', words: every },
      ],
      ruledOut: [
        'Load generator: its thread was on time during the pauses.',
        'Load: effects of load are not periodic; these pauses keep their period to within one twelfth.',
      ],
      recommendation:
        'Look for tasks with this period: garbage collection, checkpoints, cron jobs, scrapes or backups.',
    };
  }
  return undefined;
}

function stallsOf(evidence: Evidence): Seen {
  const stalls = serviceStalls(evidence);
  return {
    instantsMs: stalls.map(({ toMs }) => toMs),
    lengthMs: median(stalls.map(({ fromMs, toMs }) => toMs - fromMs)) ?? 0,
    slackMs: 0,
    metric: 'silences',
    sure: true,
  };
}

/** For services of which only a part pauses: others go on answering. */
function spikesOf({ seconds }: Evidence): Seen {
  const usual = medianOf(seconds.map(({ p95Ms }) => p95Ms)) ?? 0;
  const isSpike = (ms: number | undefined) =>
    ms !== undefined && ms > SPIKE_RATIO * usual && ms > usual + SPIKE_MORE_MS;
  const spikes = seconds.filter(
    ({ p95Ms, generator }, index) =>
      isSpike(p95Ms) && !isSpike(seconds[index - 1]?.p95Ms) && generator.lagMs < SPIKE_MORE_MS,
  );
  const enough = spikes.length >= MIN_SPIKES && latencyRaise(seconds) === undefined;
  return {
    instantsMs: enough ? spikes.map(({ atMs }) => atMs) : [],
    lengthMs: median(spikes.map(({ p95Ms = 0 }) => p95Ms)) ?? 0,
    slackMs: SECOND_MS,
    metric: 'spikes of service time p95',
    sure: false,
  };
}
