import { stringify } from 'yaml';
import type { Objective } from '@/lib/plan/objective';

/** What alert rules are made of: a profile's limits, and the measured line of a target. */
export interface AlertSource {
  target: string;
  profile: string;
  objectives: readonly Objective[];
  /** The most throughput that meets the profile, per second, and where that is known from. */
  safeThroughput?: number;
  measuredBy?: string;
  /** Left out: 500, as the original ticket has it. */
  queueDepth?: number;
}

interface Rule {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: 'critical' | 'warning' };
  annotations: { summary: string; description: string };
}

const USUAL = { p95Ms: 2000, queueDepth: 500, failureShare: 0.02 } as const;
const NEAR_LINE = 0.8;
const WINDOW = '5m';

/**
 * A Prometheus rule file for a training service's own metrics: p95, queue depth, failure rate and the measured
 * line. Where the profile has no limit the usual ones of the protocol's documentation stand in, and say so.
 */
export function alertRules(source: AlertSource): string {
  const { target, profile, safeThroughput } = source;
  const head = [
    `Alert rules for ${target}, from the SLA profile "${profile}"${safeThroughput === undefined ? '' : ' and the measured line'}.`,
    'Made by Plimsoll; check with: promtool check rules FILE',
  ];
  const rules = [
    p95Rule(source),
    failureRule(source),
    queueRule(source),
    ...(safeThroughput === undefined ? [] : lineRules(source, safeThroughput)),
  ];
  const name = `plimsoll_${target
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')}`;
  const body = stringify({ groups: [{ name, interval: '30s', rules }] }, { lineWidth: 0 });
  return `${head.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}`).join('\n')}\n${body}`;
}

function p95Rule({ objectives, profile }: AlertSource): Rule {
  const own = objectives.find(
    ({ metric, endpoint, max }) => metric === 'p95' && !endpoint && max !== undefined,
  );
  const limitMs = own?.max ?? USUAL.p95Ms;
  return {
    alert: 'TrainingP95TooHigh',
    expr: `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[${WINDOW}]))) > ${limitMs / 1000}`,
    ...severity('warning', WINDOW),
    annotations: {
      summary: `p95 is above ${limitMs} ms`,
      description: `{{ $value | humanizeDuration }} at p95 over ${WINDOW}; ${from(own, profile)}`,
    },
  };
}

function failureRule({ objectives, profile }: AlertSource): Rule {
  const own = objectives.find(
    ({ metric, endpoint, max }) => metric === 'failureRate' && !endpoint && max !== undefined,
  );
  const share = own?.max ?? USUAL.failureShare;
  return {
    alert: 'TrainingFailuresTooMany',
    expr: `sum(rate(rpc_requests_total{outcome!="ok"}[${WINDOW}])) / sum(rate(rpc_requests_total[${WINDOW}])) > ${share}`,
    ...severity('critical', WINDOW),
    annotations: {
      summary: `More than ${Number((share * 100).toPrecision(3))} % of requests fail`,
      description: `{{ $value | humanizePercentage }} failed over ${WINDOW}; ${from(own, profile)}`,
    },
  };
}

function queueRule({ queueDepth = USUAL.queueDepth }: AlertSource): Rule {
  return {
    alert: 'TrainingQueueTooLong',
    expr: `redis_queue_length{queue="training_jobs"} > ${queueDepth}`,
    ...severity('warning', '2m'),
    annotations: {
      summary: `More than ${queueDepth} jobs wait`,
      description: '{{ $value }} jobs wait for a worker: add workers, or start fewer jobs.',
    },
  };
}

function lineRules({ measuredBy }: AlertSource, safe: number): Rule[] {
  const shown = Number(safe.toPrecision(3));
  const served = `sum(rate(http_requests_total[${WINDOW}]))`;
  const measured = `measured by ${measuredBy ?? 'load runs'}`;
  return [
    {
      alert: 'TrainingNearLoadLine',
      expr: `${served} > ${Number((safe * NEAR_LINE).toPrecision(6))}`,
      ...severity('warning', '10m'),
      annotations: {
        summary: `The service carries more than ${NEAR_LINE * 100} % of its measured line`,
        description: `{{ $value | humanize }} requests per second; the line is ${shown}, ${measured}.`,
      },
    },
    {
      alert: 'TrainingBeyondLoadLine',
      expr: `${served} > ${Number(safe.toPrecision(6))}`,
      ...severity('critical', WINDOW),
      annotations: {
        summary: 'The service carries more than its measured line',
        description: `{{ $value | humanize }} requests per second; beyond ${shown} the profile was not met, ${measured}.`,
      },
    },
  ];
}

function severity(level: 'critical' | 'warning', pending: string) {
  return { for: pending, labels: { severity: level } } as const;
}

function from(own: Objective | undefined, profile: string): string {
  return own === undefined
    ? `the profile "${profile}" has no such limit, so this is the usual one.`
    : `the limit is that of the profile "${profile}".`;
}
