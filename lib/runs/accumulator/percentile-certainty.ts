import { eachBucket, type Histogram } from '@/lib/stats/histogram';
import { ExceedanceBatches, percentileInterval, requestsNeeded } from '@/lib/stats/intervals';
import { type Certainties, JUDGED_PERCENTILES, type JudgedPercentile } from '../model';

const QUANTILE_OF: Record<JudgedPercentile, number> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  p999: 0.999,
};

interface Limit {
  name: JudgedPercentile;
  us: number;
  batches: ExceedanceBatches;
}

/**
 * How sure each percentile of `all` is, from the encoded histograms that it was merged of, one or several a
 * second: what follows each other is alike, so it counts for less than it is. Memory is a few numbers.
 */
export class CertaintyTally {
  private readonly limits: Limit[];

  /** `seconds`: how many there are, with those in which there was nothing. */
  constructor(
    private readonly all: Histogram,
    seconds: number,
  ) {
    this.limits = JUDGED_PERCENTILES.map((name) => ({
      name,
      us: all.quantile(QUANTILE_OF[name]) ?? 0,
      batches: new ExceedanceBatches(seconds),
    }));
  }

  /** `second` counts from 0. */
  add(second: number, encoded: Uint8Array): void {
    let count = 0;
    const above = this.limits.map(() => 0);
    eachBucket(encoded, (_toUs, times, fromUs) => {
      count += times;
      for (let at = 0; at < above.length; at++)
        if (fromUs > (this.limits[at]?.us ?? 0)) above[at] = (above[at] ?? 0) + times;
    });
    for (const [at, { batches }] of this.limits.entries())
      batches.add(second, count, above[at] ?? 0);
  }

  certainties(): Certainties {
    const entries = this.limits.map(({ name, batches }) => [
      name,
      certaintyOf(this.all, QUANTILE_OF[name], batches.effectiveCount()),
    ]);
    return Object.fromEntries(entries) as Certainties;
  }
}

function certaintyOf(all: Histogram, q: number, effective: number): Certainties[JudgedPercentile] {
  const interval = percentileInterval(all, q, effective);
  if (interval === undefined) return { requestsNeeded: requestsNeeded(q, all.count, effective) };
  return { lowMs: interval.lowUs / 1000, highMs: interval.highUs / 1000, requestsNeeded: 0 };
}
