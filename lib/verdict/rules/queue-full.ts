import type { Evidence, EvidenceError } from '../evidence';
import type { Finding } from '../model';
import { percentText, quoted, spanText } from '../signals/labels';
import { quantileOf } from '../signals/series';
import { bySecond, failureSpells, spansOf, within } from '../signals/spells';

const WORDS = /queue.{0,40}(full|limit|exceed)|(at|over|no|out of) capacity|no (free )?workers?/i;

export function isQueueFull({ message }: EvidenceError): boolean {
  return WORDS.test(message);
}

/** The target took no more work because its queue was full. */
export function queueFull(evidence: Evidence): Finding | undefined {
  const found = failureSpells(evidence, isQueueFull);
  if (found === undefined) return undefined;
  const { seconds, target } = evidence;
  const spans = spansOf(found.spells, seconds);
  const [group] = found.groups;
  const queue = bySecond(target.jobQueue, seconds);
  const depth = quantileOf(
    within(queue, found.spells).filter((value) => value !== undefined),
    0.9,
  );
  const endpoints = [...new Set(found.groups.map(({ endpoint }) => endpoint))].join(', ');
  return {
    code: 'queue-full',
    title: 'The job queue was full',
    sentence: `From ${spanText(spans)}, ${found.total} calls of ${endpoints} were refused: ${quoted(group?.message)}`,
    confidence: 'high',
    spans,
    restsOn: [
      {
        metric: `failures ${group?.code}`,
        words: `${found.total}, ${percentText(found.share)} of all requests`,
      },
      ...(depth === undefined || target.jobQueue === undefined
        ? []
        : [{ metric: target.jobQueue.metric, words: `up to ${depth} waiting` }]),
    ],
    ruledOut: [
      'The generator: a refusal is an answer of the target, whenever it was sent.',
      'Rate limiting: what was refused is the work, not the rate.',
    ],
    recommendation:
      'More workers, autoscaled on the depth of the queue; a longer queue only if its wait is bearable. Let clients try again later.',
  };
}
