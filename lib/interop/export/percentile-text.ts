import { build } from 'hdr-histogram-js';
import type { Histogram } from '@/lib/stats/histogram';

const TICKS_PER_HALF = 5;
const US_PER_MS = 1000;
const MAX_US = 4_294_967_295;

/** A histogram of µs as HdrHistogram's percentile distribution (.hgrm), values in ms. */
export function percentileText(histogram: Histogram): string {
  const copy = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: MAX_US,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });
  for (const { fromUs, count } of histogram.buckets()) copy.recordValueWithCount(fromUs, count);
  return copy.outputPercentileDistribution(TICKS_PER_HALF, US_PER_MS);
}
