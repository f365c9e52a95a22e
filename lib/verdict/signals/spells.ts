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
