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
    title: 'Job queue full',
    sentence: `From ${spanText(spans)}, ${found.total} calls of ${endpoints} were rejected: ${quoted(group?.message)}`,
    confidence: 'high',
    spans,
    restsOn: [
      {
        metric: `errors ${group?.code}`,
        words: `${found.total}, ${percentText(found.share)} of all requests`,
      },
      ...(depth === undefined || target.jobQueue === undefined
        ? []
        : [{ metric: target.jobQueue.metric, words: `up to ${depth} waiting` }]),
    ],
    ruledOut: [
      'Load generator: the target itself rejected the requests.',
      'Rate limiting: the target rejected the jobs, not the request rate.',
    ],
    recommendation:
      'Add workers and autoscale on queue depth. Lengthen the queue only if the wait is acceptable. Let clients retry later.',
  };
}
