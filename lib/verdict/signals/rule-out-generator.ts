import type { EvidenceSecond } from '../evidence';
import type { Confidence } from '../model';
import { LATE_MS } from '../validity';
import { msText } from './labels';
import { quantileOf } from './series';
import { type Spell, within } from './spells';

interface RuledOut {
  /** What to say of it: nothing, where it cannot be ruled out. */
  words: string[];
  /** A finding is no surer than its generator. */
  most: (confidence: Confidence) => Confidence;
}

/** Of the seconds of a finding so many may be late before the generator is no longer ruled out. */
const MAX_LATE = 0.34;

/** Whether the generator's own lateness could have made what is seen in these seconds. */
export function ruleOutGenerator(
  seconds: readonly EvidenceSecond[],
  spells: readonly Spell[],
): RuledOut {
  const seen = within(seconds, spells).map(({ generator }) => generator);
  const isLate = ({ lagMs, lateP99Ms = 0 }: (typeof seen)[number]) =>
    lagMs > LATE_MS || lateP99Ms > LATE_MS;
  if (seen.filter(isLate).length > MAX_LATE * seen.length)
    return { words: [], most: (confidence) => (confidence === 'high' ? 'medium' : 'low') };
  const lag = quantileOf(
    seen.map(({ lagMs }) => lagMs),
    0.9,
  );
  const late = quantileOf(
    seen.flatMap(({ lateP99Ms }) => (lateP99Ms === undefined ? [] : [lateP99Ms])),
    0.9,
  );
  const sent =
    late === undefined ? '' : `, and the scheduling delay was at most ${msText(late)} (p99)`;
  return {
    words: [
      `Load generator: event-loop lag was ${msText(lag)} or less in 90 % of the seconds${sent}.`,
    ],
    most: (confidence) => confidence,
  };
}
