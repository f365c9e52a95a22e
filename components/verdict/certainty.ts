import { latency } from '@/lib/core/duration';
import { plural, textOf } from '@/lib/core/number';
import type { Certainties, JudgedPercentile, PercentileCertainty } from '@/lib/runs/model';

export const PERCENTILE_LABELS: Record<JudgedPercentile, string> = {
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
};

/** "224 to 240 ms"; "980 ms to 1.02 s". Undefined where there is no interval. */
function intervalLabel({ lowMs, highMs }: PercentileCertainty): string | undefined {
  if (lowMs === undefined || highMs === undefined) return undefined;
  const [low, high] = [latency(lowMs), latency(highMs)];
  return `${low.unit === high.unit ? low.value : textOf(low)} to ${textOf(high)}`;
}

/** Less than this share of a figure, or a millisecond, is of no account. */
const SMALL_SHARE = 0.05;
const SMALL_MS = 1;

/** "up to 6.72 ms generator error"; undefined where it is of no account, or unknown. */
export function generatorErrorLabel(
  measuredMs: number | undefined,
  lowMs: number | undefined,
): string | undefined {
  if (measuredMs === undefined || lowMs === undefined) return undefined;
  const errorMs = measuredMs - lowMs;
  if (errorMs < SMALL_MS || errorMs < SMALL_SHARE * measuredMs) return undefined;
  return `≤ ${textOf(latency(errorMs))} generator error`;
}

/** How sure a percentile is: its 95 % interval, or what it lacks. */
export function certaintyLabel(certainty: PercentileCertainty): string | undefined {
  const { requestsNeeded } = certainty;
  if (requestsNeeded > 0) return `needs ${plural(requestsNeeded, 'more request')}`;
  return intervalLabel(certainty);
}

export function isUncertain(
  certainty: Certainties | undefined,
  percentile: JudgedPercentile,
): boolean {
  return (certainty?.[percentile].requestsNeeded ?? 0) > 0;
}
