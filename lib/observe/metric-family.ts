import type { MetricSeries } from '@/lib/metrics/model';

const PART = /^(.+)_(bucket|sum|count)$/;

/** How a series is shown: by itself, or as a part of a histogram or summary. */
export type MetricRole = 'gauge' | 'counter' | 'bucket' | 'quantile' | 'sum' | 'count';

export interface MetricPlace {
  /** What people choose: a histogram's is without "_bucket"; its count is chosen by itself. */
  metric: string;
  role: MetricRole;
}

/** The metric that a series is part of. A text without # TYPE lines is read by its names. */
export function placeOf({
  name,
  type,
  labels,
}: Omit<MetricSeries, 'atMs' | 'values'>): MetricPlace {
  const [, family = '', part] = PART.exec(name) ?? [];
  const isDistribution = type === 'histogram' || type === 'summary';
  if (part === 'bucket' && (type === 'histogram' || (type === 'untyped' && 'le' in labels)))
    return { metric: family, role: 'bucket' };
  if (isDistribution && part === 'count') return { metric: name, role: 'count' };
  if (isDistribution && part === 'sum') return { metric: family, role: 'sum' };
  if (type === 'summary') return { metric: name, role: 'quantile' };
  const counts = type === 'counter' || (type === 'untyped' && name.endsWith('_total'));
  return { metric: name, role: counts ? 'counter' : 'gauge' };
}

/** Whether a series of this name is part of one of these metrics. */
export function isPartOf(metrics: ReadonlySet<string>): (name: string) => boolean {
  return (name) => metrics.has(name) || metrics.has(PART.exec(name)?.[1] ?? name);
}
