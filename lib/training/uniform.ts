/** Evenly from `min` to `max`. */
export function uniform(random: () => number, { min, max }: { min: number; max: number }): number {
  return min + random() * (max - min);
}
