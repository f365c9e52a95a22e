import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { msText, spanText } from '../signals/labels';
import { serviceStalls } from '../signals/stalls';

/** A silence that a user notices. */
const MIN_DURATION_MS = 1000;

/** The service answered nobody for a while, and then everybody at once. */
export function standstill(evidence: Evidence): Finding | undefined {
  const stalls = serviceStalls(evidence).filter(
    ({ fromMs, toMs }) => toMs - fromMs >= MIN_DURATION_MS,
  );
  const longest = stalls.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
  if (longest === undefined) return undefined;
  const spans = stalls.map(({ fromMs, toMs }) => ({
    fromMs: Math.floor(fromMs),
    toMs: Math.ceil(toMs),
  }));
  const length = msText(longest.toMs - longest.fromMs);
  return {
    code: 'standstill',
    title: 'Service stalled',
    sentence: `From ${spanText(spans)} there were no responses for ${length}; then the ${longest.waiting} waiting requests completed almost at once.`,
    confidence: 'high',
    spans,
    restsOn: [
      { metric: 'answers', words: `none for ${length}` },
      { metric: 'in flight', words: `${longest.waiting} requests waiting` },
    ],
    ruledOut: [
      'Load generator: its thread was on time.',
      'Slow dependency: responses would arrive one by one, not all at once.',
    ],
    recommendation:
      'Look for what stops the whole process: a long garbage collection, a global lock, work that blocks the event loop or a paused machine.',
  };
}
