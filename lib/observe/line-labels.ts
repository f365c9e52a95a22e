import type { MetricSeries } from '@/lib/metrics/model';

type Labels = Readonly<Record<string, string>>;

/** Names lines by the labels in which they differ: "POST · /metrics". Empty where there is one line only. */
export function lineLabels(all: readonly Labels[]): string[] {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))];
  const differing = names.filter((name) => new Set(all.map((labels) => labels[name])).size > 1);
  return all.map((labels) =>
    differing
      .flatMap((name) => {
        const value = labels[name];
        return value === undefined || value === '' ? [] : [worded(name, value)];
      })
      .join(' · '),
  );
}

/** A summary's quantile as people say it: "p99". */
function worded(name: string, value: string): string {
  return name === 'quantile' && Number.isFinite(Number(value))
    ? `p${Number((Number(value) * 100).toFixed(3))}`
    : value;
}

/** Series that differ in `label` only, together, in the order of first appearance. */
export function labelSets(all: readonly MetricSeries[], label: string): MetricSeries[][] {
  const sets = new Map<string, MetricSeries[]>();
  for (const series of all) {
    const identity = JSON.stringify(Object.entries(withoutLabel(series.labels, label)).sort());
    const set = sets.get(identity);
    if (set === undefined) sets.set(identity, [series]);
    else set.push(series);
  }
  return [...sets.values()];
}

export function withoutLabel(labels: Labels, label: string): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== label));
}
