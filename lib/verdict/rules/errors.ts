import { ownValue } from '@/lib/core/own-value';
import type { Evidence, EvidenceError } from '../evidence';
import type { Finding } from '../model';
import { percentText, quoted, spanText } from '../signals/labels';
import { findRaise } from '../signals/latency-raises';
import { type FailureSpells, failureSpells, spansOf, within } from '../signals/spells';
import { isQueueFull } from './queue-full';
import { isRateLimited } from './rate-limiting';

/** What a caller did wrong, or asked of something that is over, is the service's fault only if it comes in a spell. */
const SPELL = { ratio: 2, more: 0.05, seconds: 4, width: 5 };
/** What is so in most of the run is how it is used. */
const MAX_OF_RUN = 0.5;

/** One code that a share of the requests failed with; time-outs, refusals and full queues have their own rules. */
export function errors(evidence: Evidence): Finding | undefined {
  const others = evidence.errors.filter(
    (group) => group.outcome !== 'timeout' && !isRateLimited(group) && !isQueueFull(group),
  );
  const codes = [...new Set(others.map(({ code }) => code))];
  const found = codes
    .flatMap((code) => {
      const same = (group: EvidenceError) => group.code === code && others.includes(group);
      const seen = failureSpells(evidence, same);
      const spells = seen && (isServers(code) ? seen : risen(evidence, seen));
      return spells === undefined ? [] : [{ code, ...spells }];
    })
    .sort((a, b) => b.total - a.total)[0];
  if (found === undefined) return undefined;
  const { code, groups, total, share, spells } = found;
  const spans = spansOf(spells, evidence.seconds);
  const endpoints = [...new Set(groups.map(({ endpoint }) => endpoint))];
  const at = endpoints.length === 1 ? `${endpoints[0]}` : `${endpoints.length} endpoints`;
  const [worst] = groups;
  return {
    code: 'errors',
    title: `Requests failed with ${code}`,
    sentence: `From ${spanText(spans)}, ${percentText(share)} of the ${isServers(code) ? 'requests' : `calls of ${at}`} failed with ${code} (${quoted(worst?.message)})${isServers(code) ? `, at ${at}` : ''}.`,
    confidence: isServers(code) ? 'high' : 'medium',
    spans,
    restsOn: [{ metric: `errors ${code}`, words: `${total}, ${percentText(share)}` }],
    ruledOut: [
      worst?.outcome === 'networkError'
        ? 'Load generator: not ruled out, because connections can fail at either end.'
        : 'Load generator: the target itself returned this code.',
      'Rate limiting or a full queue: these have their own error codes and messages.',
    ],
    recommendation:
      'Look for the message in the service’s log at this time. The error table lists the failed requests.',
  };
}

/** HTTP 5xx, JSON-RPC's internal error, and network codes; not what is answered to a wrong question. */
function isServers(code: string): boolean {
  return /^5\d\d$/.test(code) || code === '-32603' || /^[A-Z]/.test(code);
}

/** Against the calls of the endpoints that fail with it: how often those are called is another matter. */
function risen({ seconds }: Evidence, found: FailureSpells): FailureSpells | undefined {
  const names = [...new Set(found.groups.map(({ endpoint }) => endpoint))];
  const shares = seconds.map(({ endpoints }, index) => {
    const calls = names.reduce((sum, name) => sum + (ownValue(endpoints, name)?.requests ?? 0), 0);
    return calls === 0 ? undefined : (found.counts[index] ?? 0) / calls;
  });
  const raise = findRaise(shares, SPELL);
  if (raise === undefined) return undefined;
  const isUsual = within(shares, raise.spells).length > MAX_OF_RUN * seconds.length;
  return isUsual ? undefined : { ...found, spells: raise.spells, share: raise.level };
}
