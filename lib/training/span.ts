/** What is known of a value: it is not below `low` and not above `high`. */
export interface Span {
  low: number;
  high: number;
}

/** What two spans of one value tell together; undefined when they contradict each other. */
export function overlapOf(a: Span, b: Span): Span | undefined {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high ? { low, high } : undefined;
}

/** The best guess, and by how much it is off at the worst. */
export function middleOf({ low, high }: Span): { middle: number; error: number } {
  return { middle: (low + high) / 2, error: (high - low) / 2 };
}
