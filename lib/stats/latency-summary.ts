import type { Histogram } from './histogram';

/** Milliseconds; a value is undefined when there were no samples, never 0. */
export interface LatencySummary {
  samples: number;
  meanMs?: number;
  p50Ms?: number;
  p90Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  p999Ms?: number;
  maxMs?: number;
}

export function summariseLatency(histogram: Histogram): LatencySummary {
  const quantileMs = (q: number) => toMs(histogram.quantile(q));
  return {
    samples: histogram.count,
    meanMs: toMs(histogram.mean),
    p50Ms: quantileMs(0.5),
    p90Ms: quantileMs(0.9),
    p95Ms: quantileMs(0.95),
    p99Ms: quantileMs(0.99),
    p999Ms: quantileMs(0.999),
    maxMs: toMs(histogram.max),
  };
}

function toMs(us: number | undefined): number | undefined {
  return us === undefined ? undefined : us / 1000;
}
