export const METRIC_TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const;
/** Of the family, as its # TYPE line says. */
export type MetricType = (typeof METRIC_TYPES)[number];

/** One series of the target's own metrics, as scraped: `values[i]` was read at `atMs[i]`. */
export interface MetricSeries {
  /** As in the exposition: "http_requests_total", "…_bucket". */
  name: string;
  labels: Readonly<Record<string, string>>;
  type: MetricType;
  /** ms from the run's start; scrapes in which the series was absent are left out. */
  atMs: readonly number[];
  values: readonly number[];
}
