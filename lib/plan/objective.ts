import { z } from 'zod';
import { latency } from '@/lib/core/duration';
import { bytes, percent, type Quantity, textOf, threeDigits } from '@/lib/core/number';
import { between, notAnObject, oneOf, someText, whole } from './schema-parts';

const PERCENTILES = ['p50', 'p90', 'p95', 'p99', 'p999'] as const;
export const LATENCY_METRICS = [...PERCENTILES, 'mean', 'max'] as const;
export type LatencyMetric = (typeof LATENCY_METRICS)[number];

export function isLatencyObjective(metric: string): metric is LatencyMetric {
  return LATENCY_METRICS.includes(metric as LatencyMetric);
}

const OBJECTIVE_METRICS = [
  ...LATENCY_METRICS,
  'failureRate',
  'locustFailureRate',
  'requestsPerSecond',
  'job',
  'target',
] as const;
type ObjectiveMetric = (typeof OBJECTIVE_METRICS)[number];

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
        .describe('Latency to evaluate; default: response time.'),
      requests: oneOf(['successful', 'failed', 'all'])
        .optional()
        .describe('Requests whose latency is evaluated; default: the successful ones.'),
      endpoint: someText(200).optional().describe('Endpoint; default: all endpoints together.'),
      job: oneOf(JOB_OBJECTIVES).optional().describe('For the metric "job": the job metric.'),
      series: someText(300)
        .optional()
        .describe('For the metric "target": metric name, optionally with labels in braces.'),
      statistic: oneOf(STATISTICS)
        .optional()
        .describe('Statistic of a job metric (default: p95) or target metric (default: max).'),
      max: limit,
      min: limit,
      maxIncrease: between('', 0, 1000)
        .optional()
        .describe('Relative limit, instead of max: 0.1 allows an increase of 10 %.'),
      than: oneOf(['baseline', 'history'])
        .optional()
        .describe('Reference of maxIncrease: the baseline, or the median of the last ten runs.'),
      over: oneOf(['run', 'seconds'])
        .optional()
        .describe('Evaluate the whole run (default) or each second.'),
      share: between('', 0, 1)
        .optional()
        .describe('For "seconds": the fraction that must be within the limit; default: 0.99.'),
      critical: z
        .boolean('must be true or false.')
        .optional()
        .describe('false: non-blocking. A violation is shown, but does not fail the run.'),
      abortAfterMs: whole('milliseconds', 1000, 3_600_000)
        .optional()
        .describe('Abort the run once the limit has been violated continuously for this long.'),
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
} & Partial<Record<'of' | 'requests' | 'endpoint' | 'job' | 'series' | 'than' | 'over', string>> & {
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
      'is required, or "min" or "maxIncrease".',
    ],
    [
      max !== undefined && maxIncrease !== undefined,
      'maxIncrease',
      'cannot be combined with "max": a limit is absolute or relative.',
    ],
    [min !== undefined && max !== undefined && min > max, 'max', 'must be at least "min".'],
    [isRate && Math.max(max ?? 0, min ?? 0) > 1, 'max', 'must be a fraction of 1: 0.01 is 1 %.'],
    [objective.than !== undefined && maxIncrease === undefined, 'than', 'requires "maxIncrease".'],
    [objective.of !== undefined && !isLatency, 'of', 'applies to latencies only.'],
    [objective.requests !== undefined && !isLatency, 'requests', 'applies to latencies only.'],
    [isJobs && objective.job === undefined, 'job', 'is required for the metric "job".'],
    [!isJobs && objective.job !== undefined, 'job', 'applies to the metric "job" only.'],
    [isTarget && objective.series === undefined, 'series', 'is required for the metric "target".'],
    [!isTarget && objective.series !== undefined, 'series', 'applies to the metric "target" only.'],
    [
      objective.statistic !== undefined && !isJobs && !isTarget,
      'statistic',
      'applies to the metrics "job" and "target" only.',
    ],
    [
      isJobs &&
        objective.statistic !== undefined &&
        !STATISTICS_OF_JOBS.includes(objective.statistic),
      'statistic',
      `must be one of ${STATISTICS_OF_JOBS.map((word) => `"${word}"`).join(', ')} for a job metric.`,
    ],
    [
      objective.endpoint !== undefined && (isJobs || isTarget),
      'endpoint',
      'applies to request metrics only.',
    ],
    [
      objective.over === 'seconds' && !perSecond,
      'over',
      'cannot be "seconds": jobs are evaluated over the whole run.',
    ],
    [
      objective.over === 'seconds' && maxIncrease !== undefined,
      'over',
      'cannot be "seconds" for a relative limit.',
    ],
    [
      objective.share !== undefined && objective.over !== 'seconds',
      'share',
      'applies to "over": "seconds" only.',
    ],
    [
      objective.abortAfterMs !== undefined && (isJobs || isTarget || maxIncrease !== undefined),
      'abortAfterMs',
      'applies to absolute limits on request metrics only.',
    ],
  ];
  return checks.flatMap(([isWrong, path, message]) => (isWrong ? [{ path, message }] : []));
}

const JOB_LABELS: Record<NonNullable<Objective['job']>, string> = {
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
  min: 'min',
  max: 'max',
  last: 'last',
  growth: 'growth',
};

/** What an objective is about: "Response time p95 of training.get_status(per second)". */
export function objectiveName(objective: Objective): string {
  const { endpoint, over, requests = 'successful' } = objective;
  return [
    subjectOf(objective),
    endpoint === undefined ? '' : ` of ${endpoint}`,
    requests === 'successful' ? '' : requests === 'failed' ? ' (with errors)' : ' (all requests)',
    over === 'seconds' ? ' (per second)' : '',
  ].join('');
}

function subjectOf({ metric, of, job, series, statistic }: Objective): string {
  switch (metric) {
    case 'failureRate':
      return 'Error rate';
    case 'locustFailureRate':
      return 'Error rate (Locust rules)';
    case 'requestsPerSecond':
      return 'Throughput';
    case 'job':
      return `Job ${JOB_LABELS[job ?? 'acceptLatency']} ${STATISTIC_LABELS[statistic ?? 'p95']}`;
    case 'target':
      return `${series} ${STATISTIC_LABELS[statistic ?? 'max']}`;
    case 'p999':
      return `${timeOf(of)} p99.9`;
    case 'mean':
      return `${timeOf(of)} average`;
    case 'max':
      return `${timeOf(of)} max`;
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
          `at most ${textOf(percent(maxIncrease))} more than ${than === 'history' ? 'recent runs' : 'the baseline'}`,
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
