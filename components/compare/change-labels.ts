import type { ComparedChange } from '@/lib/compare/model';
import { latency } from '@/lib/core/duration';
import {
  count,
  MISSING,
  missing,
  percent,
  type Quantity,
  rate,
  signedPercent,
  THIN,
  textOf,
} from '@/lib/core/number';

type Metric = ComparedChange['metric'];

export const METRIC_LABELS: Record<Metric, string> = {
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
  mean: 'Mean',
  failureRate: 'Error rate',
  requestsPerSecond: 'Throughput',
};

export function metricValue(metric: Metric, value: number | undefined): Quantity {
  if (value === undefined) return missing;
  if (metric === 'failureRate') return percent(value);
  return metric === 'requestsPerSecond' ? rate(value) : latency(value);
}

/** "+8.2 %"; of failure rates the difference in percentage points: "+0.40 pp". */
export function changeText(metric: Metric, change: number | undefined): string {
  if (change === undefined) return MISSING;
  const text = textOf(signedPercent(Math.abs(change) < SMALLEST ? 0 : change));
  return metric === 'failureRate' ? text.replace(/%$/, 'pp') : text;
}

/** Half of the last digit shown: less is 0. */
const SMALLEST = 0.000_05;

/** "5 %": a share without needless digits. */
export function shareLabel(share: number): string {
  return `${Number((share * 100).toFixed(2))}${THIN}%`;
}

/** "+3.1 to +13.0 %", the 95 % interval; "no interval" where there is none. */
export function intervalText({ metric, low, high }: ComparedChange): string {
  if (low === undefined || high === undefined) return 'no interval';
  const bare = (text: string) => text.replace(new RegExp(`${THIN}(%|pp)$`), '');
  const to = changeText(metric, high);
  // Both ends have one unit, unless one is a factor: then each keeps its own.
  const from = changeText(metric, low);
  return `${from.startsWith('×') || to.startsWith('×') ? from : bare(from)} to ${to}`;
}

/** What to do about a change of which too little is known. */
export function moreNeeded({ verdict, minutesNeeded }: ComparedChange): string | undefined {
  if (verdict !== 'inconclusive' || !minutesNeeded) return undefined;
  return minutesNeeded > MAX_MINUTES
    ? 'needs more than a day of data'
    : `needs ~${count(minutesNeeded)}${THIN}min more data`;
}

/** Longer runs are not advised: nobody makes them. */
export const MAX_MINUTES = 24 * 60;
