import type { PlotSeries } from '@/components/charts/series';
import { latency } from '@/lib/format/duration';
import { count, percent, rate } from '@/lib/format/number';
import { ENDPOINT_WORDS, endpointColor, shortEndpoint } from './endpoint-colors';

export const RESPONSE_SERIES: readonly PlotSeries[] = [
  { key: 'p99', label: 'p99', color: 'var(--series-p99)', format: latency, unit: 'ms' },
  { key: 'p95', label: 'p95', color: 'var(--series-p95)', format: latency, unit: 'ms' },
  { key: 'p50', label: 'p50', color: 'var(--series-p50)', format: latency, unit: 'ms' },
  {
    key: 'service',
    label: 'service p95',
    color: 'var(--series-gap)',
    format: latency,
    unit: 'ms',
    look: 'dashed',
  },
];

export const THROUGHPUT_SERIES: readonly PlotSeries[] = [
  { key: 'rate', label: 'requests', color: 'var(--series-rate)', format: rate, unit: '/s' },
];

export const USER_SERIES: readonly PlotSeries[] = [
  {
    key: 'users',
    label: 'users',
    color: 'var(--series-users)',
    format: (users) => ({ value: count(users), unit: '' }),
    unit: 'users',
    look: 'filled',
  },
];

export const FAILURE_SERIES: readonly PlotSeries[] = [
  {
    key: 'failureRate',
    label: 'failed',
    color: 'var(--series-fail)',
    format: percent,
    unit: '%',
    look: 'filled',
  },
];

export function endpointSeries(names: readonly string[]): PlotSeries[] {
  return names.map((name, index) => ({
    key: name,
    label: shortEndpoint(name),
    endLabel: ENDPOINT_WORDS[name],
    color: endpointColor(name, index),
    format: latency,
    unit: 'ms',
  }));
}
