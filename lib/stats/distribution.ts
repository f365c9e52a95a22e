import type { Histogram } from './histogram';

/** How many values fell between two edges, µs. */
export interface Bin {
  fromUs: number;
  toUs: number;
  count: number;
}

const BINS_PER_DECADE = 12;

/**
 * A histogram as logarithmic bins, empty ones in between included. Each of its buckets (0.1 % wide)
 * goes whole to the bin of its middle, so counts are exact and edges true to within a bucket.
 */
export function distributionOf(histogram: Histogram): Bin[] {
  const counts = new Map<number, number>();
  for (const bucket of histogram.buckets()) {
    const index = binOf((bucket.fromUs + bucket.toUs) / 2);
    counts.set(index, (counts.get(index) ?? 0) + bucket.count);
  }
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  return Array.from({ length: last - first + 1 }, (_, offset) => ({
    fromUs: edgeOf(first + offset),
    toUs: edgeOf(first + offset + 1),
    count: counts.get(first + offset) ?? 0,
  }));
}

function binOf(us: number): number {
  return Math.floor(Math.log10(Math.max(us, 1)) * BINS_PER_DECADE);
}

function edgeOf(bin: number): number {
  return 10 ** (bin / BINS_PER_DECADE);
}
