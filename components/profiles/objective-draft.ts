import {
  isLatencyObjective,
  JOB_OBJECTIVES,
  LATENCY_METRICS,
  type LatencyMetric,
  type Objective,
  STATISTICS,
  STATISTICS_OF_JOBS,
  type Statistic,
} from '@/lib/plan/objective';

/** An objective while it is being written: numbers may be missing (NaN). */
export interface ObjectiveDraft {
  /** Tells rows apart while they are added and removed. */
  key: number;
  /** "p95", "service p95", "failureRate", "job queueWait", "target". */
  subject: string;
  endpoint: string;
  /** Whose latency. */
  requests: RequestsOfObjective;
  series: string;
  /** '' is the usual one. */
  statistic: Statistic | '';
  kind: LimitKind;
  /** As it is typed: per cent where the unit says so. */
  value: number;
  eachSecond: boolean;
  /** Per cent of seconds. */
  share: number;
  critical: boolean;
  /** Seconds; NaN: the run is never aborted. */
  abortAfter: number;
}

export const REQUESTS_OF_OBJECTIVE = ['successful', 'failed', 'all'] as const;
export type RequestsOfObjective = (typeof REQUESTS_OF_OBJECTIVE)[number];

export const LIMIT_KINDS = ['max', 'min', 'baseline', 'history'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

export const NEW_OBJECTIVE: Omit<ObjectiveDraft, 'key'> = {
  subject: 'p95',
  endpoint: '',
  requests: 'successful' as const,
  series: '',
  statistic: '' as const,
  kind: 'max' as const,
  value: 500,
  eachSecond: false,
  share: 99,
  critical: true,
  abortAfter: Number.NaN,
};

/** The subjects that can be chosen, in groups. */
export const SUBJECT_GROUPS: readonly { label: string; subjects: readonly string[] }[] = [
  { label: 'Response time', subjects: LATENCY_METRICS },
  { label: 'Service time', subjects: LATENCY_METRICS.map((metric) => `service ${metric}`) },
  { label: 'Requests', subjects: ['failureRate', 'locustFailureRate', 'requestsPerSecond'] },
  { label: 'Jobs', subjects: JOB_OBJECTIVES.map((job) => `job ${job}`) },
  { label: 'Target metrics', subjects: ['target'] },
];

/** What is typed as per cent. */
export function unitOf({ subject, kind }: Pick<ObjectiveDraft, 'subject' | 'kind'>): string {
  if (kind === 'baseline' || kind === 'history') return '%';
  if (subject === 'failureRate' || subject === 'locustFailureRate') return '%';
  if (subject === 'requestsPerSecond') return '/s';
  if (subject === 'job exportRate') return 'B/s';
  return subject === 'target' ? '' : 'ms';
}

/** What of it can be chosen: jobs are judged as a whole, only absolute limits second by second. */
export function optionsOf({ subject, kind }: Pick<ObjectiveDraft, 'subject' | 'kind'>) {
  const isJob = subject.startsWith('job ');
  const isTarget = subject === 'target';
  const isAbsolute = kind === 'max' || kind === 'min';
  return {
    series: isTarget,
    endpoint: !isJob && !isTarget,
    requests: isLatencyObjective(subject.replace('service ', '')),
    statistics: isJob ? STATISTICS_OF_JOBS : isTarget ? STATISTICS : [],
    eachSecond: !isJob && isAbsolute,
    abort: !isJob && !isTarget && isAbsolute,
  };
}

const USUAL_VALUES: Record<string, number> = { ms: 500, '%': 1, '/s': 10 };

/** With another subject or kind of limit; a number typed in one unit is not kept for another. */
export function withChoice(
  draft: ObjectiveDraft,
  choice: Partial<Pick<ObjectiveDraft, 'subject' | 'kind'>>,
): ObjectiveDraft {
  const next = { ...draft, ...choice };
  const { statistics } = optionsOf(next);
  const statistic = statistics.find((word) => word === next.statistic) ?? '';
  const isRelative = next.kind === 'baseline' || next.kind === 'history';
  const wasRelative = draft.kind === 'baseline' || draft.kind === 'history';
  if (unitOf(draft) === unitOf(next) && isRelative === wasRelative) return { ...next, statistic };
  const value = isRelative ? 10 : (USUAL_VALUES[unitOf(next)] ?? Number.NaN);
  return { ...next, statistic, value };
}

export function draftOfObjective(objective: Objective, key: number): ObjectiveDraft {
  const { metric, of, job, min, max, maxIncrease, than, over, share, abortAfterMs } = objective;
  const kind: LimitKind =
    maxIncrease !== undefined ? (than ?? 'baseline') : max === undefined ? 'min' : 'max';
  const subject = metric === 'job' ? `job ${job}` : of === 'service' ? `service ${metric}` : metric;
  const value = maxIncrease ?? max ?? min ?? Number.NaN;
  return {
    key,
    subject,
    kind,
    endpoint: objective.endpoint ?? '',
    requests: objective.requests ?? 'successful',
    series: objective.series ?? '',
    statistic: objective.statistic ?? '',
    value: unitOf({ subject, kind }) === '%' ? rounded(value * 100) : value,
    eachSecond: over === 'seconds',
    share: rounded((share ?? 0.99) * 100),
    critical: objective.critical !== false,
    abortAfter: abortAfterMs === undefined ? Number.NaN : abortAfterMs / 1000,
  };
}

/** As a profile keeps it. What is missing stays missing, for the border to name. */
export function objectiveOf(draft: ObjectiveDraft): Objective {
  const { subject, endpoint, requests, series, statistic, kind, share, abortAfter } = draft;
  const can = optionsOf(draft);
  const value = unitOf(draft) === '%' ? draft.value / 100 : draft.value;
  const [first = '', second] = subject.split(' ');
  const isJob = first === 'job';
  const isService = first === 'service';
  const chosen = can.statistics.find((word) => word === statistic);
  return {
    metric: (isService ? second : first) as LatencyMetric,
    ...(isService && { of: 'service' }),
    ...(can.requests && requests !== 'successful' && { requests }),
    ...(isJob && { job: second as Objective['job'] }),
    ...(can.series && { series: series.trim() }),
    ...(chosen !== undefined && { statistic: chosen }),
    ...(can.endpoint && endpoint.trim() !== '' && { endpoint: endpoint.trim() }),
    ...(kind === 'max' && { max: value }),
    ...(kind === 'min' && { min: value }),
    ...((kind === 'baseline' || kind === 'history') && { maxIncrease: value, than: kind }),
    ...(can.eachSecond && draft.eachSecond && { over: 'seconds', share: share / 100 }),
    ...(!draft.critical && { critical: false }),
    ...(can.abort && !Number.isNaN(abortAfter) && { abortAfterMs: Math.round(abortAfter * 1000) }),
  };
}

/** 0.07 · 100 is 7, not 7.000000000000001. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
