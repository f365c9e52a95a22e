import type { Evidence, EvidenceError } from '../evidence';
import type { Finding } from '../model';
import { percentText, rateLabel, spanText } from '../signals/labels';
import { median } from '../signals/series';
import { failureSpells, spansOf, within } from '../signals/spells';

const WORDS = /rate.?limit|too many requests|throttl/i;

export function isRateLimited({ code, message }: EvidenceError): boolean {
  return code === '429' || WORDS.test(message);
}

/** The target refused requests because there were too many in a time: its 429s. */
export function rateLimiting(evidence: Evidence): Finding | undefined {
  const found = failureSpells(evidence, isRateLimited);
  if (found === undefined) return undefined;
  const { seconds } = evidence;
  const spans = spansOf(found.spells, seconds);
  const passed = within(seconds, found.spells)
    .map(({ counts }) => counts.ok + counts.rpcError)
    .filter((count) => count > 0);
  const code = found.groups[0]?.code ?? '429';
  return {
    code: 'rate-limiting',
    title: 'Rate limiting',
    sentence: `From ${spanText(spans)} the target rejected ${percentText(found.share)} of the requests with ${code} and accepted about ${rateLabel(median(passed))}.`,
    confidence: 'high',
    spans,
    restsOn: [{ metric: `errors ${code}`, words: `${found.total}, ${percentText(found.share)}` }],
    ruledOut: [
      'Load generator: the target itself rejected the requests.',
      'Overload: the target responded immediately.',
    ],
    recommendation: 'Raise the limit, or reduce the load to the accepted rate.',
  };
}
