import type { PlotSeries } from '@/components/charts/series';
import { latency } from '@/lib/core/duration';
import { count, percent, type Quantity, rate } from '@/lib/core/number';
import { ownValue } from '@/lib/core/own-value';

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

/** Of an open plan: with the scheduled rate beside it. */
export const ARRIVAL_SERIES: readonly PlotSeries[] = [
  ...THROUGHPUT_SERIES,
  {
    key: 'asked',
    label: 'scheduled',
    color: 'var(--series-users)',
    format: rate,
    unit: '/s',
    look: 'dashed',
  },
];

export const USER_SERIES: readonly PlotSeries[] = [
  {
    key: 'users',
    label: 'users',
    color: 'var(--series-users)',
    format: counted,
    unit: 'users',
    look: 'filled',
  },
];

export const FAILURE_SERIES: readonly PlotSeries[] = [
  {
    key: 'failureRate',
    label: 'errors',
    color: 'var(--series-fail)',
    format: percent,
    unit: '%',
    look: 'filled',
  },
];

export const DROPPED_SERIES: readonly PlotSeries[] = [
  {
    key: 'dropped',
    label: 'dropped',
    color: 'var(--series-fail)',
    format: rate,
    unit: '/s',
    look: 'filled',
  },
];

export const QUEUED_SERIES: readonly PlotSeries[] = [
  {
    key: 'queued',
    label: 'queued',
    color: 'var(--series-users)',
    format: counted,
    unit: 'requests',
  },
];

export const DELAY_SERIES: readonly PlotSeries[] = [
  {
    key: 'scheduleDelay',
    label: 'delay p99',
    color: 'var(--series-p99)',
    format: latency,
    unit: 'ms',
  },
];

export const LAG_SERIES: readonly PlotSeries[] = [
  { key: 'lag', label: 'lag', color: 'var(--series-e)', format: latency, unit: 'ms' },
];

export const PROCESSOR_SERIES: readonly PlotSeries[] = [
  {
    key: 'cpu',
    label: 'CPU',
    endLabel: 'CPU',
    color: 'var(--series-users)',
    format: percent,
    unit: '%',
    look: 'filled',
  },
  {
    key: 'gc',
    label: 'garbage collection',
    endLabel: 'GC',
    color: 'var(--series-d)',
    format: percent,
    unit: '%',
  },
];

export const JOBS_IN_FLIGHT_SERIES: readonly PlotSeries[] = [
  {
    key: 'jobsRunning',
    label: 'running',
    color: 'var(--series-b)',
    format: counted,
    unit: 'jobs',
    look: 'stacked',
  },
  {
    key: 'jobsQueued',
    label: 'queued',
    color: 'var(--series-users)',
    format: counted,
    unit: 'jobs',
    look: 'stacked',
  },
];

export const JOBS_ENDED_SERIES: readonly PlotSeries[] = [
  {
    key: 'jobsCompleted',
    label: 'completed',
    color: 'var(--series-c)',
    format: counted,
    unit: 'jobs',
  },
  {
    key: 'jobsCancelled',
    label: 'cancelled',
    color: 'var(--series-d)',
    format: counted,
    unit: 'jobs',
  },
  {
    key: 'jobsFailed',
    label: 'failed',
    color: 'var(--series-fail)',
    format: counted,
    unit: 'jobs',
  },
];

function counted(value: number | undefined): Quantity {
  return { value: count(value), unit: '' };
}

/** Under which a point has an endpoint's value: not the name alone, which may be "constructor". */
export const endpointKey = (name: string) => `endpoint ${name}`;

export function endpointSeries(names: readonly string[]): PlotSeries[] {
  return names.map((name, index) => ({
    key: endpointKey(name),
    label: shortEndpoint(name),
    endLabel: ownValue(ENDPOINT_LABELS, name),
    color: endpointColor(name, index),
    format: latency,
    unit: 'ms',
  }));
}

const KNOWN: Record<string, string> = {
  'training.start_grpo': 'var(--series-a)',
  'training.get_status': 'var(--series-b)',
  'training.export_trajectories': 'var(--series-c)',
  'training.cancel': 'var(--series-d)',
};

/** An endpoint keeps its colour on every page; unknown ones take turns. */
export function endpointColor(name: string, index: number): string {
  const turns = ['var(--series-e)', 'var(--series-p50)', 'var(--series-rate)'];
  return ownValue(KNOWN, name) ?? turns[index % turns.length] ?? 'var(--series-users)';
}

/** Where there is room for one word only. */
const ENDPOINT_LABELS: Record<string, string> = {
  'training.start_grpo': 'start',
  'training.get_status': 'status',
  'training.export_trajectories': 'export',
  'training.cancel': 'cancel',
};

/** "training.get_status" is "get_status" where room is short. */
export function shortEndpoint(name: string): string {
  return name.replace(/^training\./, '');
}
