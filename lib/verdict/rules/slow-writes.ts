import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { fromTo, spanText } from '../signals/labels';
import { endpointRaises, findRaise } from '../signals/latency-raises';
import { ruleOutGenerator } from '../signals/rule-out-generator';
import { bySecond, meets, spansOf } from '../signals/spells';

const WAIT_LIMITS = { ratio: 4, more: 25, seconds: 4 };
const SLACK_SECONDS = 3;
/** By their names; of what is neither it is not known. */
const WRITES = /start|create|cancel|insert|update|delete|write|submit|post |put |patch /i;
const READS = /status|get|list|read|search|find/i;

/** Commits took long: the target's own write wait says so, or only what writes was slow. */
export function slowWrites(evidence: Evidence): Finding | undefined {
  return byTheTarget(evidence) ?? byItsMethods(evidence);
}

function byTheTarget(evidence: Evidence): Finding | undefined {
  const { seconds, target } = evidence;
  const { writeWaitMs, writeQueue } = target;
  const wait = findRaise(bySecond(writeWaitMs, seconds), WAIT_LIMITS);
  if (writeWaitMs === undefined || wait === undefined) return undefined;
  const slow = endpointRaises(evidence).filter(
    ({ raise }) => raise !== undefined && meets(raise.spells, wait.spells, SLACK_SECONDS),
  );
  const { words, most } = ruleOutGenerator(seconds, wait.spells);
  const spans = spansOf(wait.spells, seconds);
  const queue = findRaise(bySecond(writeQueue, seconds), { ratio: 3, more: 3, seconds: 4 });
  return {
    code: 'slow-writes',
    title: 'Slow writes',
    sentence: `From ${spanText(spans)} the commit wait went from ${fromTo(wait.base, wait.level)}${slow.length > 0 ? `, which slowed down ${namesOf(slow)}` : ''}.`,
    confidence: most(slow.length > 0 ? 'high' : 'medium'),
    spans,
    restsOn: [
      { metric: writeWaitMs.metric, words: fromTo(wait.base, wait.level) },
      ...(queue === undefined || writeQueue === undefined
        ? []
        : [{ metric: writeQueue.metric, words: `${queue.base} to ${queue.level} changes` }]),
      ...slow.map(({ name, raise }) => ({
        metric: `${name} ${raise?.metric}`,
        words: fromTo(raise?.base, raise?.level),
      })),
    ],
    ruledOut: words,
    recommendation: RECOMMENDATION,
  };
}

function byItsMethods(evidence: Evidence): Finding | undefined {
  const { seconds, target } = evidence;
  // A target that tells its write wait has said that it is none of it.
  if (target.writeWaitMs !== undefined) return undefined;
  const raises = endpointRaises(evidence);
  const writing = raises.filter(({ name }) => WRITES.test(name));
  const reading = raises.filter(({ name }) => READS.test(name) && !WRITES.test(name));
  const [first] = writing;
  if (first?.raise === undefined || writing.length < 2 || reading.length === 0) return undefined;
  const { spells } = first.raise;
  const together = writing.every(({ raise }) => raise && meets(raise.spells, spells));
  if (!together || reading.some(({ raise }) => raise !== undefined)) return undefined;
  const { words, most } = ruleOutGenerator(seconds, spells);
  const spans = spansOf(spells, seconds);
  return {
    code: 'slow-writes',
    title: 'Slow writes',
    sentence: `From ${spanText(spans)} only methods that write were slow: ${namesOf(writing)}.`,
    confidence: most('medium'),
    spans,
    restsOn: writing.map(({ name, raise }) => ({
      metric: `${name} ${raise?.metric}`,
      words: fromTo(raise?.base, raise?.level),
    })),
    ruledOut: [
      ...words,
      `Whole service: ${reading.map(({ name }) => name).join(' and ')} did not slow down.`,
    ],
    recommendation: RECOMMENDATION,
  };
}

const RECOMMENDATION =
  'Check the disk and locks, batch commits, and defer writes that need not be durable immediately.';

function namesOf(endpoints: readonly { name: string }[]): string {
  const names = endpoints.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
