import { z } from 'zod';
import { latency } from '@/lib/core/duration';
import { bytes, percent, type Quantity, textOf, threeDigits } from '@/lib/core/number';
import { between, notAnObject, oneOf, someText, whole } from './schema-parts';

export const PERCENTILES = ['p50', 'p90', 'p95', 'p99', 'p999'] as const;
export const LATENCY_METRICS = [...PERCENTILES, 'mean', 'max'] as const;
export type LatencyMetric = (typeof LATENCY_METRICS)[number];

export function isLatencyObjective(metric: string): metric is LatencyMetric {
  return LATENCY_METRICS.includes(metric as LatencyMetric);
}

export const OBJECTIVE_METRICS = [
  ...LATENCY_METRICS,
  'failureRate',
  'locustFailureRate',
  'requestsPerSecond',
  'job',
  'target',
] as const;
export type ObjectiveMetric = (typeof OBJECTIVE_METRICS)[number];

export const JOB_OBJECTIVES = [
  'acceptLatency',
  'queueWait',
  'timeToFinish',
  'statusStaleness',
  'cancelToCancelled',
  'exportRate',
  'trajectoryTime',
] as const;
export const STATISTICS = ['p50', 'p95', 'p99', 'mean', 'min', 'max', 'last', 'growth'] as const;
export type Statistic = (typeof STATISTICS)[number];
/** What the target's series are asked; percentiles of a job's metric are of its histogram. */
export const STATISTICS_OF_JOBS: readonly Statistic[] = ['p50', 'p95', 'p99', 'mean', 'max'];

const limit = between('', 0, 1e12).optional();

/**
 * A limit on a metric of a run. Latencies are in ms, rates of failure shares of 1, `exportRate` bytes
 * per second, the target's own metrics in their unit.
 */
export const objectiveSchema = z
  .strictObject(
    {
      metric: oneOf(OBJECTIVE_METRICS),
      of: oneOf(['response', 'service'])
        .optional()
        .describe('Which time a latency is of; left out, the response time.'),
      endpoint: someText(200).optional().describe('Left out: of all together.'),
      job: oneOf(JOB_OBJECTIVES).optional().describe('With "job": which of its metrics.'),
      series: someText(300)
        .optional()
        .describe('With "target": a metric’s name, with labels in braces if need be.'),
      statistic: oneOf(STATISTICS)
        .optional()
        .describe('Of a job’s metric (left out: p95) or of the target’s (left out: max).'),
      max: limit,
      min: limit,
      maxIncrease: between('', 0, 1000)
        .optional()
        .describe('In place of max: 0.1 is at most ten per cent more than the other runs.'),
      than: oneOf(['baseline', 'history'])
        .optional()
        .describe('What maxIncrease refers to: the baseline, or the median of the last ten runs.'),
      over: oneOf(['run', 'seconds'])
        .optional()
        .describe('Judge the run as a whole (left out), or each of its seconds.'),
      share: between('', 0, 1)
        .optional()
        .describe('With "seconds": the share of them that must be within; left out, 0.99.'),
      critical: z
        .boolean('must be true or false.')
        .optional()
        .describe('false: shown, but the run does not fail by it.'),
      abortAfterMs: whole('milliseconds', 1000, 3_600_000)
        .optional()
        .describe('Stop the run once the limit has been broken for so long without a pause.'),
    },
    { error: notAnObject('{metric, endpoint?, max?, min?}') },
  )
  .superRefine((objective, context) => {
    for (const { path, message } of problemsOf(objective))
      context.addIssue({ code: 'custom', path: [path], message });
  });

export type Objective = Readonly<z.infer<typeof objectiveSchema>>;

type Fields = {
  metric: ObjectiveMetric;
  max?: number;
  min?: number;
} & Partial<Record<'of' | 'endpoint' | 'job' | 'series' | 'than' | 'over', string>> & {
    statistic?: Statistic;
    maxIncrease?: number;
    share?: number;
    abortAfterMs?: number;
  };

/** Fields that do not go together, each with its own sentence. */
function problemsOf(objective: Fields): { path: keyof Fields; message: string }[] {
  const { metric, max, min, maxIncrease } = objective;
  const isLatency = isLatencyObjective(metric);
  const isRate = metric === 'failureRate' || metric === 'locustFailureRate';
  const isJobs = metric === 'job';
  const isTarget = metric === 'target';
  const perSecond = !isJobs;
  const checks: [boolean, keyof Fields, string][] = [
    [
      max === undefined && min === undefined && maxIncrease === undefined,
      'max',
      'or "min" or "maxIncrease" must be given: an objective is a limit.',
    ],
    [
      max !== undefined && maxIncrease !== undefined,
      'maxIncrease',
      'cannot stand beside "max": a limit is absolute or relative.',
    ],
    [min !== undefined && max !== undefined && min > max, 'max', 'must be at least "min".'],
    [
      isRate && Math.max(max ?? 0, min ?? 0) > 1,
      'max',
      'must be a share of 1: 0.01 is one per cent.',
    ],
    [
      objective.than !== undefined && maxIncrease === undefined,
      'than',
      'needs "maxIncrease": how much more than that.',
    ],
    [objective.of !== undefined && !isLatency, 'of', 'goes with latencies only.'],
    [isJobs && objective.job === undefined, 'job', 'must say which of the job’s metrics.'],
    [!isJobs && objective.job !== undefined, 'job', 'goes with the metric "job" only.'],
    [
      isTarget && objective.series === undefined,
      'series',
      'must name one of the target’s metrics.',
    ],
    [!isTarget && objective.series !== undefined, 'series', 'goes with the metric "target" only.'],
    [
      objective.statistic !== undefined && !isJobs && !isTarget,
      'statistic',
      'goes with the metrics "job" and "target" only.',
    ],
    [
      isJobs &&
        objective.statistic !== undefined &&
        !STATISTICS_OF_JOBS.includes(objective.statistic),
      'statistic',
      `must be one of ${STATISTICS_OF_JOBS.map((word) => `"${word}"`).join(', ')} for a job’s metric.`,
    ],
    [
      objective.endpoint !== undefined && (isJobs || isTarget),
      'endpoint',
      'goes with what is measured of requests only.',
    ],
    [
      objective.over === 'seconds' && !perSecond,
      'over',
      'cannot be "seconds": jobs are judged over the whole run.',
    ],
    [
      objective.over === 'seconds' && maxIncrease !== undefined,
      'over',
      'cannot be "seconds" with a relative limit.',
    ],
    [
      objective.share !== undefined && objective.over !== 'seconds',
      'share',
      'goes with "over": "seconds" only.',
    ],
    [
      objective.abortAfterMs !== undefined && (isJobs || isTarget || maxIncrease !== undefined),
      'abortAfterMs',
      'goes with absolute limits on requests only.',
    ],
  ];
  return checks.flatMap(([isWrong, path, message]) => (isWrong ? [{ path, message }] : []));
}

const JOB_WORDS: Record<NonNullable<Objective['job']>, string> = {
  acceptLatency: 'accept latency',
  queueWait: 'queue wait',
  timeToFinish: 'time to finish',
  statusStaleness: 'status staleness',
  cancelToCancelled: 'cancel to cancelled',
  exportRate: 'export rate',
  trajectoryTime: 'trajectory time',
};

export const STATISTIC_LABELS: Record<NonNullable<Objective['statistic']>, string> = {
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
      return `Jobs’ ${JOB_WORDS[job ?? 'acceptLatency']} ${STATISTIC_LABELS[statistic ?? 'p95']}`;
    case 'target':
      return `${series} ${STATISTIC_LABELS[statistic ?? 'max']}`;
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
export function limitLabel(objective: Objective): string {
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
export function objectiveLabel(objective: Objective): string {
  return `${objectiveName(objective)} ${limitLabel(objective)}`;
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
