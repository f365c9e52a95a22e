/** How many observations were at most `le`. */
export interface CumulativeBucket {
  le: number;
  count: number;
}

/**
 * The quantile `q` (0 to 1) of cumulative buckets, as Prometheus' histogram_quantile has it: linear within
 * the bucket that holds it, from 0 in the first; the highest finite bound where it lies beyond that.
 * Undefined without observations, or without a bucket up to +Inf.
 */
export function histogramQuantile(
  q: number,
  buckets: readonly CumulativeBucket[],
): number | undefined {
  const sorted = monotonic([...buckets].sort((a, b) => a.le - b.le));
  const last = sorted.at(-1);
  if (last === undefined || last.le !== Number.POSITIVE_INFINITY) return undefined;
  if (sorted.length < 2 || last.count === 0) return undefined;
  const rank = q * last.count;
  const at = sorted.findIndex(({ count }) => count >= rank);
  const bucket = sorted[at] ?? last;
  const before = sorted[at - 1];
  if (bucket === last) return sorted.at(-2)?.le;
  if (before === undefined && bucket.le <= 0) return bucket.le;
  const { le: from, count: below } = before ?? { le: 0, count: 0 };
  // Only q = 0 finds a bucket with nothing in it.
  if (bucket.count === below) return from;
  return from + (bucket.le - from) * ((rank - below) / (bucket.count - below));
}

/** Buckets are not scraped at one instant: a wider one may have told less than a narrower one. */
function monotonic(sorted: readonly CumulativeBucket[]): CumulativeBucket[] {
  let most = 0;
  return sorted.map(({ le, count }) => {
    most = Math.max(most, count);
    return { le, count: most };
  });
}
