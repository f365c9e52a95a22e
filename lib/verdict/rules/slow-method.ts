import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { fromTo, spanText } from '../signals/labels';
import { endpointRaises } from '../signals/latency-raises';
import { ruleOutGenerator } from '../signals/rule-out-generator';
import { spansOf } from '../signals/spells';

/** One endpoint's service time moved, the others' did not. */
export function slowMethod(evidence: Evidence): Finding | undefined {
  const { seconds } = evidence;
  const all = endpointRaises(evidence);
  const slow = all.filter(({ raise }) => raise !== undefined);
  const [one] = slow;
  if (one?.raise === undefined || slow.length > 1 || all.length < 2) return undefined;
  const { raise, name } = one;
  const others = all.filter((endpoint) => endpoint !== one).map((endpoint) => endpoint.name);
  const { words, most } = ruleOutGenerator(seconds, raise.spells);
  const spans = spansOf(raise.spells, seconds);
  return {
    code: 'slow-method',
    title: `Only ${name} slow`,
    sentence: `From ${spanText(spans)} the ${raise.metric} of ${name} went from ${fromTo(raise.base, raise.level)}; ${others.length === 1 ? 'the other endpoint' : `the other ${others.length} endpoints`} did not change.`,
    confidence: most('high'),
    spans,
    restsOn: [
      { metric: `${name} ${raise.metric}`, words: fromTo(raise.base, raise.level) },
      ...others.map((other) => ({ metric: other, words: 'unchanged' })),
    ],
    ruledOut: [...words, 'Whole service: the other endpoints did not slow down.'],
    recommendation: `Check what only ${name} does: its query, its locks, the services it calls.`,
  };
}
