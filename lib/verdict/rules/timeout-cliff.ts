import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { msText, percentText, spanText } from '../signals/labels';
import { ruleOutGenerator } from '../signals/rule-out-generator';
import { failureSpells, spansOf } from '../signals/spells';

/** Requests that ended at exactly the time-out, the plan's or one behind the target (504, 408). */
export function timeoutCliff(evidence: Evidence): Finding | undefined {
  const found = failureSpells(
    evidence,
    ({ outcome, code }) => outcome === 'timeout' || code === '504' || code === '408',
  );
  if (found === undefined) return undefined;
  const { seconds, timeoutMs } = evidence;
  const own = found.groups.some(({ outcome }) => outcome === 'timeout');
  const { words, most } = ruleOutGenerator(seconds, found.spells);
  const spans = spansOf(found.spells, seconds);
  const endpoints = [...new Set(found.groups.map(({ endpoint }) => endpoint))];
  return {
    code: 'timeout-cliff',
    title: 'Requests timed out',
    sentence: `From ${spanText(spans)}, ${percentText(found.share)} of the requests ended at ${own ? `the plan’s timeout of ${msText(timeoutMs)}` : `a timeout behind the target (${found.groups[0]?.code})`}: ${endpoints.join(', ')}.`,
    confidence: most('high'),
    spans,
    restsOn: [{ metric: 'timeouts', words: `${found.total}, ${percentText(found.share)}` }],
    ruledOut: words,
    recommendation:
      'Check for an unavailable dependency: a service that is merely slow responds at many different times, not at one.',
  };
}
