import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { fromTo, spanText } from '../signals/labels';
import { endpointRaises, latencyRaise } from '../signals/latency-raises';
import { ruleOutGenerator } from '../signals/rule-out-generator';
import { medianOf } from '../signals/series';
import { meets, outside, spansOf, within } from '../signals/spells';

/** More load than that beside the quiet seconds explains a raise: then it is the ceiling's affair. */
const MORE_LOAD = 1.25;
const MAX_ENDPOINTS = 0.75;

/** All methods became slower together, for a while, though the load stayed as it was. */
export function latencyRaised(evidence: Evidence): Finding | undefined {
  const { seconds } = evidence;
  const raise = latencyRaise(seconds);
  if (raise === undefined) return undefined;
  const endpoints = endpointRaises(evidence);
  const slow = endpoints.filter(
    ({ raise: own }) => own !== undefined && meets(own.spells, raise.spells),
  );
  if (slow.length < MAX_ENDPOINTS * endpoints.length) return undefined;
  const users = seconds.map((second) => second.users);
  const [then, before] = [within(users, raise.spells), outside(users, raise.spells)].map(medianOf);
  if (evidence.model === 'closed' && (then ?? 0) > MORE_LOAD * (before ?? 0)) return undefined;
  const { words, most } = ruleOutGenerator(seconds, raise.spells);
  const spans = spansOf(raise.spells, seconds);
  return {
    code: 'latency-raised',
    title: 'All endpoints slower',
    sentence: `From ${spanText(spans)} the ${raise.metric} of all requests went from ${fromTo(raise.base, raise.level)}, at the same load, in ${slow.length === endpoints.length ? 'every method' : 'nearly every method'}.`,
    confidence: most(slow.length > 1 ? 'high' : 'medium'),
    spans,
    restsOn: slow.map(({ name, raise: own }) => ({
      metric: `${name} ${own?.metric}`,
      words: fromTo(own?.base, own?.level),
    })),
    ruledOut: [
      ...words,
      'Single slow method: all methods slowed down together.',
      ...(evidence.model === 'closed'
        ? ['Higher load: the number of users did not increase.']
        : []),
    ],
    recommendation:
      'Check what all methods share: the network, a proxy, authentication, a noisy neighbour or a deployment at that time.',
  };
}
