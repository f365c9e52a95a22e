import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { fromTo, spanText } from '../signals/labels';
import { latencyRaise } from '../signals/latency-raises';
import { ruleOutGenerator } from '../signals/rule-out-generator';
import { medianOf } from '../signals/series';
import { bySecond, meets, spansOf, spellsOf, within } from '../signals/spells';

/** In use, of the size: beyond it the pool is full. */
const FULL = 0.95;
const MIN_SECONDS = 3;
const SLACK_SECONDS = 3;

/** Every connection of the target's pool was in use and requests waited for one, while latency rose. */
export function poolExhaustion(evidence: Evidence): Finding | undefined {
  const { seconds, target } = evidence;
  const [inUse, size, waiting] = [target.poolInUse, target.poolSize, target.poolWaiting].map(
    (series) => bySecond(series, seconds),
  );
  if (target.poolInUse === undefined || target.poolWaiting === undefined) return undefined;
  const full = seconds.map((_, index) => {
    const [used, of, waits] = [inUse?.[index], size?.[index], waiting?.[index]];
    // Of a pool that does not tell its size, those who wait say that it is full.
    const atSize = of === undefined || (used !== undefined && used >= FULL * of);
    return atSize && waits !== undefined && waits > 0;
  });
  const spells = spellsOf(full, MIN_SECONDS, 1);
  if (spells.length === 0) return undefined;
  const raise = latencyRaise(seconds);
  const slower = raise !== undefined && meets(raise.spells, spells, SLACK_SECONDS);
  const { words, most } = ruleOutGenerator(seconds, spells);
  const spans = spansOf(spells, seconds);
  const waits = medianOf(within(waiting ?? [], spells));
  const used = medianOf(within(inUse ?? [], spells));
  const of = medianOf(within(size ?? [], spells));
  const sized =
    of === undefined
      ? 'all connections of the pool were in use'
      : `the pool was full (${used} of ${of} connections in use)`;
  return {
    code: 'pool-exhaustion',
    title: 'Connection pool exhausted',
    sentence: `From ${spanText(spans)} ${sized} and ${waits} requests waited for a connection${slower ? `; ${raise.metric} went from ${fromTo(raise.base, raise.level)}` : ''}.`,
    confidence: most(slower ? 'high' : 'medium'),
    spans,
    restsOn: [
      { metric: target.poolInUse.metric, words: `${used} in use` },
      ...(target.poolSize === undefined
        ? []
        : [{ metric: target.poolSize.metric, words: `${of}` }]),
      { metric: target.poolWaiting.metric, words: `${waits} waiting` },
      ...(slower
        ? [{ metric: `service time ${raise.metric}`, words: fromTo(raise.base, raise.level) }]
        : []),
    ],
    ruledOut: [...words, 'Slow writes: the commit wait did not increase.'],
    recommendation:
      'Increase the pool, use a pooler such as PgBouncer or read replicas, and find what holds connections for long.',
  };
}
