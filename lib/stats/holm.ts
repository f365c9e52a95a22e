/**
 * p-values corrected for there being several: Holm's step-down (1979), which keeps the chance of any false
 * alarm among them at the level asked for. In the order given; undefined ones stay so and do not count.
 */
export function holm(ps: readonly (number | undefined)[]): (number | undefined)[] {
  const known = ps
    .flatMap((p, index) => (p === undefined ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p);
  const corrected: (number | undefined)[] = ps.map(() => undefined);
  let atLeast = 0;
  for (const [rank, { p, index }] of known.entries()) {
    atLeast = Math.min(1, Math.max(atLeast, (known.length - rank) * p));
    corrected[index] = atLeast;
  }
  return corrected;
}
