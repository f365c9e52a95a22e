import { Histogram } from '@/lib/stats/histogram';
import type { MeasuredSecond } from '../objective-evidence';

/** The response time's p95 of some seconds together, ms; undefined where nothing was answered. */
export function p95OfSeconds(seconds: readonly MeasuredSecond[]): number | undefined {
  const histogram = new Histogram();
  for (const { response } of seconds) for (const encoded of response) histogram.add(encoded);
  const us = histogram.quantile(0.95);
  return us === undefined ? undefined : us / 1000;
}
