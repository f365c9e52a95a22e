import type { Evidence, EvidenceError } from '../evidence';
import { type Spell, spellsOf } from './spells';

/** Failures of some kind over the run. */
export interface FailureSpells {
  groups: EvidenceError[];
  /** Failures by second, and all of them; and what share of all requests of the spells they are. */
  counts: number[];
  total: number;
  share: number;
  spells: Spell[];
}

const LEAST_FAILURES = 5;
const LEAST_SHARE = 0.01;
const HOLES = 3;

/**
 * The failures whose group `isOne` accepts, where they are at least five and, in the spells they come in, a
 * hundredth of the requests. Undefined where they are not.
 */
export function failureSpells(
  { seconds, errors }: Evidence,
  isOne: (group: EvidenceError) => boolean,
): FailureSpells | undefined {
  const groups = errors.filter(isOne);
  const counts = seconds.map((second) =>
    groups.reduce((sum, { id }) => sum + (second.errors[id] ?? 0), 0),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < LEAST_FAILURES) return undefined;
  const spells = spellsOf(
    counts.map((count) => count > 0),
    1,
    HOLES,
  );
  const requests = spells.reduce(
    (sum, { from, to }) =>
      sum + seconds.slice(from, to + 1).reduce((all, second) => all + second.requests, 0),
    0,
  );
  const share = total / Math.max(1, requests);
  return share < LEAST_SHARE ? undefined : { groups, counts, total, share, spells };
}
