import { latency } from '@/lib/core/duration';
import { type Quantity, textOf } from '@/lib/core/number';
import { bytes, percent, threeDigits } from '@/lib/format/number';
import type { Objective } from './objective';

const JOB_WORDS: Record<NonNullable<Objective['job']>, string> = {
  acceptLatency: 'accept latency',
  queueWait: 'queue wait',
  timeToFinish: 'time to finish',
  statusStaleness: 'status staleness',
  cancelToCancelled: 'cancel to cancelled',
  exportRate: 'export rate',
  trajectoryTime: 'trajectory time',
};

export const STATISTIC_WORDS: Record<NonNullable<Objective['statistic']>, string> = {
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  mean: 'average',
  min: 'lowest',
  max: 'highest',
  last: 'last',
  growth: 'growth',
};

/** What an objective is about: "Response time p95 of training.get_status, in each second". */
export function objectiveName(objective: Objective): string {
  const { endpoint, over } = objective;
  return [
    subjectOf(objective),
    endpoint === undefined ? '' : ` of ${endpoint}`,
    over === 'seconds' ? ', each second' : '',
  ].join('');
}

function subjectOf({ metric, of, job, series, statistic }: Objective): string {
  switch (metric) {
    case 'failureRate':
      return 'Failed requests';
    case 'locustFailureRate':
      return 'Failed requests (Locust’s count)';
    case 'requestsPerSecond':
      return 'Throughput';
    case 'job':
      return `Jobs’ ${JOB_WORDS[job ?? 'acceptLatency']} ${STATISTIC_WORDS[statistic ?? 'p95']}`;
    case 'target':
      return `${series} ${STATISTIC_WORDS[statistic ?? 'max']}`;
    case 'p999':
      return `${timeOf(of)} p99.9`;
    case 'mean':
      return `${timeOf(of)}, average`;
    case 'max':
      return `${timeOf(of)}, longest`;
    default:
      return `${timeOf(of)} ${metric}`;
  }
}

function timeOf(of: Objective['of']): string {
  return of === 'service' ? 'Service time' : 'Response time';
}

/** "at most 200 ms", "at least 10/s and at most 20/s", "at most 10 % more than the baseline". */
export function limitWords(objective: Objective): string {
  const { min, max, maxIncrease, than, share, over } = objective;
  const shown = (value: number) => textOf(objectiveValue(objective, value));
  const parts = [
    ...(min === undefined ? [] : [`at least ${shown(min)}`]),
    ...(max === undefined ? [] : [`at most ${shown(max)}`]),
    ...(maxIncrease === undefined
      ? []
      : [
          `at most ${textOf(percent(maxIncrease))} more than ${than === 'history' ? 'the last runs' : 'the baseline'}`,
        ]),
  ].join(' and ');
  return over === 'seconds' ? `${parts} in ${textOf(percent(share ?? 0.99))} of seconds` : parts;
}

/** "Response time p95 at most 200 ms". */
export function objectiveWords(objective: Objective): string {
  return `${objectiveName(objective)} ${limitWords(objective)}`;
}

/** A value of the objective's metric, in its unit. */
export function objectiveValue({ metric, job }: Objective, value: number): Quantity {
  switch (metric) {
    case 'failureRate':
    case 'locustFailureRate':
      return percent(value);
    case 'requestsPerSecond':
      return { value: threeDigits(value), unit: '/s' };
    case 'target':
      return { value: threeDigits(value), unit: '' };
    case 'job': {
      if (job !== 'exportRate') return latency(value);
      const size = bytes(value);
      return { value: size.value, unit: `${size.unit}/s` };
    }
    default:
      return latency(value);
  }
}
