import type { Evidence, EvidenceError, EvidenceSecond, RoleSeries } from '../evidence';
import type { FindingSpan } from '../model';

/** Indexes of the first and the last second of a spell. */
export interface Spell {
  from: number;
  to: number;
}

/**
 * The spells in which something holds: at least `least` seconds long, of which up to `holes` in a row may
 * be without it.
 */
export function spellsOf(holds: readonly boolean[], least: number, holes = 1): Spell[] {
  const spells: Spell[] = [];
  for (const [index, here] of holds.entries()) {
    if (!here) continue;
    const last = spells.at(-1);
    if (last !== undefined && index - last.to <= holes + 1) last.to = index;
    else spells.push({ from: index, to: index });
  }
  return spells.filter(({ from, to }) => to - from + 1 >= least);
}

/** The values within spells. */
export function within<T>(values: readonly T[], spells: readonly Spell[]): T[] {
  return spells.flatMap(({ from, to }) => values.slice(from, to + 1));
}

/** The values outside of them. */
export function outside<T>(values: readonly T[], spells: readonly Spell[]): T[] {
  return values.filter((_, index) => !spells.some(({ from, to }) => index >= from && index <= to));
}

/** Whether one of these spells meets one of those, `slack` seconds apart at most. */
export function meets(these: readonly Spell[], those: readonly Spell[], slack = 0): boolean {
  return these.some((a) => those.some((b) => a.from <= b.to + slack && b.from <= a.to + slack));
}

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

/** Failures of some kind over the run. */
export interface FailureSpells {
  groups: EvidenceError[];
  /** Failures by second, and all of them; and what share of all requests of the spells they are. */
  counts: number[];
  total: number;
  share: number;
  spells: Spell[];
}

const MIN_FAILURES = 5;
const MIN_SHARE = 0.01;
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
  if (total < MIN_FAILURES) return undefined;
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
  return share < MIN_SHARE ? undefined : { groups, counts, total, share, spells };
}

/** A series' last value within each second; undefined where it was not read in it. */
export function bySecond(
  series: RoleSeries | undefined,
  seconds: readonly EvidenceSecond[],
): (number | undefined)[] {
  const values = new Map<number, number>();
  for (const { atMs, value } of series?.points ?? [])
    values.set(Math.floor(atMs / SECOND_MS), value);
  return seconds.map(({ atMs }) => values.get(Math.floor(atMs / SECOND_MS)));
}
