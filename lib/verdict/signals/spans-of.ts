import type { EvidenceSecond } from '../evidence';
import type { FindingSpan } from '../finding';
import type { Spell } from './spells';

const SECOND_MS = 1000;

/** Spells of seconds as parts of the run's time. */
export function spansOf(
  spells: readonly Spell[],
  seconds: readonly EvidenceSecond[],
): FindingSpan[] {
  return spells.map(({ from, to }) => ({
    fromMs: seconds[from]?.atMs ?? 0,
    toMs: (seconds[to]?.atMs ?? 0) + SECOND_MS,
  }));
}
