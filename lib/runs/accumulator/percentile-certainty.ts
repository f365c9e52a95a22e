import { Histogram } from '@/lib/stats/histogram';
import {
  type Exceedances,
  effectiveCount,
  percentileInterval,
  requestsNeeded,
} from '@/lib/stats/intervals';
import { type Certainties, JUDGED_PERCENTILES, type JudgedPercentile } from '../model';

const QUANTILE_OF: Record<JudgedPercentile, number> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  p999: 0.999,
};

/**
 * How sure each percentile of `all` is. `seconds` are the encoded histograms, one or several a second, in
 * order, that `all` was merged of: what follows each other is alike, so it counts for less than it is.
 */
export function certaintiesOf(
  all: Histogram,
  seconds: Iterable<readonly Uint8Array[]>,
): Certainties {
  const limits = JUDGED_PERCENTILES.map((name) => all.quantile(QUANTILE_OF[name]) ?? 0);
  const exceedances: Exceedances[][] = JUDGED_PERCENTILES.map(() => []);
  const second = new Histogram();
  for (const encoded of seconds) {
    second.reset();
    for (const one of encoded) second.add(one);
    for (const [index, limit] of limits.entries())
      exceedances[index]?.push({ count: second.count, above: second.countAbove(limit) });
  }
  const entries = JUDGED_PERCENTILES.map((name, index) => [
    name,
    certaintyOf(all, QUANTILE_OF[name], effectiveCount(exceedances[index] ?? [])),
  ]);
  return Object.fromEntries(entries) as Certainties;
}

function certaintyOf(all: Histogram, q: number, effective: number): Certainties[JudgedPercentile] {
  const interval = percentileInterval(all, q, effective);
  if (interval === undefined) return { requestsNeeded: requestsNeeded(q, all.count, effective) };
  return { lowMs: interval.lowUs / 1000, highMs: interval.highUs / 1000, requestsNeeded: 0 };
}
