import type { ComparedMetric, MetricChange } from './compare-seconds';

export const CHANGE_VERDICTS = ['better', 'worse', 'equivalent', 'inconclusive'] as const;
export type ChangeVerdict = (typeof CHANGE_VERDICTS)[number];

export interface Margins {
  /** Changes within this share of the base do not matter; 0.05 if left out. */
  share?: number;
  /** The same for the failure rate, as a difference of shares; 0.005 if left out. */
  failureShare?: number;
}

const SIGNIFICANT = 0.05;

/**
 * What a change comes to: *equivalent* when its whole interval lies within the margin; *worse* or *better*
 * when chance does not explain it, `p` corrected for how many changes are looked at; else *inconclusive*.
 */
export function changeVerdict(
  { metric, low, high, change }: MetricChange,
  p: number | undefined,
  margins: Margins = {},
): ChangeVerdict {
  if (low === undefined || high === undefined || change === undefined) return 'inconclusive';
  const margin = marginOf(metric, margins);
  if (low >= -margin && high <= margin) return 'equivalent';
  if (p === undefined || p >= SIGNIFICANT) return 'inconclusive';
  // The interval may be wider than chance alone makes it.
  if (low <= 0 && high >= 0) return 'inconclusive';
  const isMore = change > 0;
  return isMore === (metric === 'requestsPerSecond') ? 'better' : 'worse';
}

/**
 * How many more minutes of both runs it would about take until the interval is as narrow as the margin:
 * intervals shrink with the square root of time. Undefined without an interval.
 */
export function minutesNeeded(
  { metric, low, high }: MetricChange,
  seconds: number,
  margins: Margins = {},
): number | undefined {
  if (low === undefined || high === undefined || seconds === 0) return undefined;
  const factor = ((high - low) / 2 / marginOf(metric, margins)) ** 2;
  return factor <= 1 ? 0 : Math.ceil(((factor - 1) * seconds) / 60);
}

/** All together: worse if any is; equivalent only if all are. */
export function overallChange(verdicts: readonly ChangeVerdict[]): ChangeVerdict {
  if (verdicts.includes('worse')) return 'worse';
  if (verdicts.includes('better')) return 'better';
  const all = verdicts.length > 0 && verdicts.every((verdict) => verdict === 'equivalent');
  return all ? 'equivalent' : 'inconclusive';
}

function marginOf(metric: ComparedMetric, { share = 0.05, failureShare = 0.005 }: Margins): number {
  return metric === 'failureRate' ? failureShare : share;
}

/**
 * p-values corrected for there being several: Holm's step-down (1979), which keeps the chance of any false
 * alarm among them at the level asked for. In the order given; undefined ones stay so and do not count.
 */
export function holm(ps: readonly (number | undefined)[]): (number | undefined)[] {
  const known = ps
    .flatMap((p, index) => (p === undefined ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p);
  const corrected: (number | undefined)[] = ps.map(() => undefined);
  let atLeast = 0;
  for (const [rank, { p, index }] of known.entries()) {
    atLeast = Math.min(1, Math.max(atLeast, (known.length - rank) * p));
    corrected[index] = atLeast;
  }
  return corrected;
}
