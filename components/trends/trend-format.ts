import { latency } from '@/lib/core/duration';
import { percent, type Quantity, rate } from '@/lib/core/number';
import type { TrendMetric } from '@/lib/trends/model';

interface MetricStyle {
  title: string;
  unit: string;
  /** The unit of a data column. */
  column: string;
  color: string;
  format: (value: number | undefined) => Quantity;
  /** Whether more of it is worse. */
  moreIsWorse: boolean;
}

export const TREND_STYLES: Record<TrendMetric, MetricStyle> = {
  p50: latencyStyle('p50'),
  p95: latencyStyle('p95'),
  p99: latencyStyle('p99'),
  failureRate: {
    title: 'Error rate',
    unit: '%',
    column: '%',
    color: 'var(--series-fail)',
    format: percent,
    moreIsWorse: true,
  },
  requestsPerSecond: {
    title: 'Throughput',
    unit: 'requests/s',
    column: '/s',
    color: 'var(--series-rate)',
    format: rate,
    moreIsWorse: false,
  },
};

function latencyStyle(name: 'p50' | 'p95' | 'p99'): MetricStyle {
  return {
    title: `Response time ${name}`,
    unit: 'ms',
    column: 'ms',
    color: `var(--series-${name})`,
    format: latency,
    moreIsWorse: true,
  };
}
