import { ownValue } from '@/lib/core/own-value';
import type { Statistic } from '@/lib/plan/objective';
import type { TargetSeries } from './objective-evidence';

const SELECTOR = /^([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?$/;
const MATCHER = /\s*([a-zA-Z_]\w*)\s*=\s*"([^"]*)"\s*(?:,|$)/gy;

export interface Selector {
  name: string;
  labels: Record<string, string>;
}

/** Reads `name{label="value"}`; undefined where it is none. */
export function readSelector(text: string): Selector | undefined {
  const [, name, inside = ''] = SELECTOR.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  const labels: [string, string][] = [];
  let end = 0;
  for (const [all, label = '', value = ''] of inside.matchAll(MATCHER)) {
    labels.push([label, value]);
    end += all.length;
  }
  return end === inside.length ? { name, labels: Object.fromEntries(labels) } : undefined;
}

/**
 * A statistic of a metric over a run: of gauges their values, of counters their increase per second. Series
 * that differ in labels the selector does not name are added up. Undefined without data.
 */
export function seriesStatistic(
  all: readonly TargetSeries[],
  { labels }: Selector,
  statistic: Statistic,
): number | undefined {
  const chosen = all.filter((series) =>
    Object.entries(labels).every(([name, value]) => ownValue(series.labels, name) === value),
  );
  const points = summed(chosen.map((series) => (isCounter(series) ? ratesOf(series) : series)));
  return statisticOf(points, statistic);
}

function isCounter({ type, name }: TargetSeries): boolean {
  return type === 'counter' || (type === 'histogram' && /_(count|sum|bucket)$/.test(name));
}

type Points = Pick<TargetSeries, 'atMs' | 'values'>;

/** Increases per second between scrapes; a counter that began anew has increased by its value. */
function ratesOf({ atMs, values }: Points): Points {
  const rates = values.slice(1).map((value, index) => {
    const before = values[index] ?? 0;
    const seconds = ((atMs[index + 1] ?? 0) - (atMs[index] ?? 0)) / 1000;
    return (value >= before ? value - before : value) / seconds;
  });
  return { atMs: atMs.slice(1), values: rates };
}

function summed(all: readonly Points[]): number[] {
  const sums = new Map<number, number>();
  for (const { atMs, values } of all)
    for (const [index, at] of atMs.entries())
      sums.set(at, (sums.get(at) ?? 0) + (values[index] ?? 0));
  return [...sums].sort(([a], [b]) => a - b).map(([, value]) => value);
}

function statisticOf(values: readonly number[], statistic: Statistic): number | undefined {
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (q: number) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
  switch (statistic) {
    case 'p50':
      return rank(0.5);
    case 'p95':
      return rank(0.95);
    case 'p99':
      return rank(0.99);
    case 'mean':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'min':
      return sorted[0];
    case 'max':
      return sorted.at(-1);
    case 'last':
      return last;
    case 'growth':
      return last - first;
  }
}
