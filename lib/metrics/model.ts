const METRIC_TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const;
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

const METRIC_UNITS = [
  'number',
  'ms',
  'bytes',
  'share',
  'cores',
  'usd',
  'perSecond',
  'bytesPerSecond',
  'usdPerSecond',
] as const;
/** Of derived values. `share`: of 1; `cores`: seconds of processor per second. */
export type MetricUnit = (typeof METRIC_UNITS)[number];

export interface Scaled {
  unit: MetricUnit;
  /** What a value in the target's unit is multiplied by. */
  factor: number;
}

const GAUGES: readonly [suffix: RegExp, unit: MetricUnit, factor: number][] = [
  // Instants since 1970 are no lengths of time.
  [/_time(?:stamp)?_seconds$/, 'number', 1],
  [/_seconds$/, 'ms', 1000],
  [/_(?:milliseconds|millis|ms)$/, 'ms', 1],
  [/_microseconds$/, 'ms', 0.001],
  [/_bytes$/, 'bytes', 1],
  [/_percent(?:age)?$/, 'share', 0.01],
  [/_ratio$/, 'share', 1],
  [/_usd$/, 'usd', 1],
];

const RATES: readonly [suffix: RegExp, unit: MetricUnit][] = [
  [/cpu.*_seconds$/, 'cores'],
  [/_seconds$/, 'share'],
  [/_bytes$/, 'bytesPerSecond'],
  [/_usd$/, 'usdPerSecond'],
];

/** What a metric's derived values are in, from its name's ending as Prometheus' conventions have it. */
export function unitOf(metric: string, role: MetricRole): Scaled {
  if (role === 'count') return { unit: 'perSecond', factor: 1 };
  if (role === 'counter') {
    const base = metric.replace(/_total$/, '');
    return { unit: RATES.find(([suffix]) => suffix.test(base))?.[1] ?? 'perSecond', factor: 1 };
  }
  const [, unit = 'number', factor = 1] = GAUGES.find(([suffix]) => suffix.test(metric)) ?? [];
  return { unit, factor };
}

/** What is shown of a target unless its user has chosen: the training service's own, then its process. */
export const DEFAULT_METRICS: readonly string[] = [
  'training_jobs_active',
  'redis_queue_length',
  'training_workers_active',
  'training_trajectories_written_total',
  'training_trajectory_generation_duration_seconds',
  'training_database_pool_in_use',
  'training_database_pool_waiting',
  'training_database_writer_queue',
  'training_inference_slots_in_use',
  'training_inference_slots_waiting',
  'http_request_duration_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'process_cpu_seconds_total',
  'process_resident_memory_bytes',
];

/** Of a target that has none of these. */
const FIRST_FEW = 6;

/** Which of the metrics `present` are shown: those chosen, or the usual ones, or the first few. */
export function shownMetrics(
  present: readonly string[],
  chosen: readonly string[] | undefined,
): string[] {
  if (chosen !== undefined) return present.filter((name) => chosen.includes(name));
  const usual = DEFAULT_METRICS.filter((name) => present.includes(name));
  return usual.length > 0 ? usual : present.slice(0, FIRST_FEW);
}

const SCRAPE_NOTE_CODES = [
  'unreachable',
  'timeout',
  'too-large',
  'http-error',
  'redirect',
  'not-metrics',
  'empty',
  'malformed',
  'too-many-series',
  'missed-turn',
  'not-stored',
] as const;
export type ScrapeNoteCode = (typeof SCRAPE_NOTE_CODES)[number];

/** What went wrong with scraping, how often, and when first and last (ms from the run's start). */
export interface ScrapeNote {
  code: ScrapeNoteCode;
  /** What was wrong, where, and what to do. */
  message: string;
  count: number;
  firstMs: number;
  lastMs: number;
}

/** Notes of one run: those of a code are one, with the latest message. */
export class ScrapeNotes {
  readonly #notes = new Map<ScrapeNoteCode, ScrapeNote>();

  add(code: ScrapeNoteCode, message: string, atMs: number, count = 1): void {
    const before = this.#notes.get(code);
    this.#notes.set(code, {
      code,
      message,
      count: (before?.count ?? 0) + count,
      firstMs: before?.firstMs ?? Math.round(atMs),
      lastMs: Math.round(atMs),
    });
  }

  /** In the order of their first occurrence. */
  list(): ScrapeNote[] {
    return [...this.#notes.values()].sort((a, b) => a.firstMs - b.firstMs);
  }
}

/** One metric as a chart wants it: lines whose values are in `unit`. */
export interface MetricChart {
  metric: string;
  unit: MetricUnit;
  /** `p95`: one line for each of several label sets of a histogram. */
  shows: 'value' | 'rate' | 'quantiles' | 'p95';
  lines: { key: string; label: string }[];
  /** Lines beyond the first six. */
  linesLeftOut: number;
  /** In order of time; a line without a value in a step is absent there. */
  points: { atMs: number; values: Record<string, number> }[];
}
