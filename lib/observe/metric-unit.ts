import type { MetricRole } from './metric-family';

export const METRIC_UNITS = [
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
