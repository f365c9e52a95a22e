/** The q-quantile, 0 to 1, at rank ceil(q·n); undefined of none. */
export function quantileOf(values: readonly number[], q: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** The middle value; of an even count, the lower of the two. */
export function median(values: readonly number[]): number | undefined {
  return quantileOf(values, 0.5);
}

/** The middle of the values that there are. */
export function medianOf(values: readonly (number | undefined)[]): number | undefined {
  return median(values.filter((value) => value !== undefined));
}
