import { Gauge, Registry } from 'prom-client';
import type { Store } from '@/lib/store/open-store';
import { VERDICTS } from '@/lib/verdict/model';

/** Every metric with its help text and its labels; docs/api.md lists them. */
export const OPERATING_METRICS = {
  plimsoll_last_run_verdict: [
    '1 for the verdict of the last finished run',
    'scenario,target,verdict',
  ],
  plimsoll_last_run_valid: ['1 if the last finished run is valid', 'scenario,target'],
  plimsoll_last_run_response_seconds: [
    'Response time of the last finished run',
    'scenario,target,percentile',
  ],
  plimsoll_last_run_failure_ratio: [
    'Error rate of the last finished run, as a fraction of 1',
    'scenario,target',
  ],
  plimsoll_last_run_requests_per_second: ['Throughput of the last finished run', 'scenario,target'],
  plimsoll_last_run_end_timestamp_seconds: ['End time of the last finished run', 'scenario,target'],
  plimsoll_runs: ['Stored runs by status', 'status'],
  plimsoll_workers: ['Registered workers', ''],
  plimsoll_worker_heartbeat_age_seconds: ['Time since the last heartbeat of a worker', 'worker'],
  plimsoll_notifications: ['Notifications by delivery status', 'status'],
  plimsoll_schedule_starts: ['Scheduled starts by outcome', 'status'],
} as const;

type Metric = keyof typeof OPERATING_METRICS;

/** The figures as Prometheus text; what has no data has no series. `nowMs` since 1970. */
export async function prometheusText(figures: OperatingFigures, nowMs: number): Promise<string> {
  const registry = new Registry();
  const gauges = new Map(
    Object.entries(OPERATING_METRICS).map(([name, [help, labels]]) => [
      name,
      new Gauge({
        name,
        help,
        registers: [registry],
        labelNames: labels === '' ? [] : labels.split(','),
      }),
    ]),
  );
  const set = (name: Metric, labels: Record<string, string>, value: number | undefined) => {
    if (value !== undefined) gauges.get(name)?.set(labels, value);
  };
  for (const { scenario, target, ...run } of figures.lastRuns) {
    const of = { scenario, target };
    if (run.verdict !== undefined)
      for (const verdict of VERDICTS)
        set('plimsoll_last_run_verdict', { ...of, verdict }, Number(verdict === run.verdict));
    if (run.validity !== undefined)
      set('plimsoll_last_run_valid', of, Number(run.validity === 'valid'));
    // Not "quantile": that label belongs to summaries.
    for (const [percentile, ms] of [
      ['p50', run.p50Ms],
      ['p95', run.p95Ms],
      ['p99', run.p99Ms],
    ] as const)
      set('plimsoll_last_run_response_seconds', { ...of, percentile }, ms && ms / 1000);
    set('plimsoll_last_run_failure_ratio', of, run.failureRate);
    set('plimsoll_last_run_requests_per_second', of, run.requestsPerSecond);
    set('plimsoll_last_run_end_timestamp_seconds', of, run.endedAt.getTime() / 1000);
  }
  for (const { status, runs } of figures.runsByStatus) set('plimsoll_runs', { status }, runs);
  set('plimsoll_workers', {}, figures.workers.length);
  for (const { id, heartbeatAt } of figures.workers)
    set(
      'plimsoll_worker_heartbeat_age_seconds',
      { worker: id },
      Math.max(0, nowMs - heartbeatAt.getTime()) / 1000,
    );
  for (const { status, deliveries } of figures.deliveriesByStatus)
    set('plimsoll_notifications', { status }, deliveries);
  for (const { status, firings } of figures.firingsByStatus)
    set('plimsoll_schedule_starts', { status }, firings);
  return registry.metrics();
}

/** What a monitoring system wants to know of this installation. Undefined or absent: no data. */
export interface OperatingFigures {
  /** Of each scenario on each target the last run that finished here. */
  lastRuns: {
    scenario: string;
    target: string;
    verdict?: string;
    validity?: string;
    p50Ms?: number;
    p95Ms?: number;
    p99Ms?: number;
    failureRate?: number;
    requestsPerSecond?: number;
    endedAt: Date;
  }[];
  runsByStatus: { status: string; runs: number }[];
  workers: { id: string; heartbeatAt: Date }[];
  deliveriesByStatus: { status: string; deliveries: number }[];
  firingsByStatus: { status: string; firings: number }[];
}

export async function operatingFigures({ prisma }: Store): Promise<OperatingFigures> {
  const ids = await prisma.run.groupBy({
    by: ['scenarioName', 'targetName'],
    where: { status: 'finished', source: null, suiteId: null, searchId: null },
    _max: { id: true },
  });
  const runs = await prisma.run.findMany({
    where: { id: { in: ids.flatMap(({ _max }) => (_max.id === null ? [] : [_max.id])) } },
    orderBy: [{ scenarioName: 'asc' }, { targetName: 'asc' }],
  });
  const [statuses, deliveries, firings] = await Promise.all([
    prisma.run.groupBy({ by: ['status'], _count: true, orderBy: { status: 'asc' } }),
    prisma.delivery.groupBy({ by: ['status'], _count: true, orderBy: { status: 'asc' } }),
    prisma.scheduleFiring.groupBy({ by: ['status'], _count: true, orderBy: { status: 'asc' } }),
  ]);
  return {
    lastRuns: runs.flatMap((run) =>
      run.endedAt === null
        ? []
        : {
            scenario: run.scenarioName,
            target: run.targetName,
            endedAt: run.endedAt,
            verdict: run.verdict ?? undefined,
            validity: run.validity ?? undefined,
            p50Ms: run.p50Ms ?? undefined,
            p95Ms: run.p95Ms ?? undefined,
            p99Ms: run.p99Ms ?? undefined,
            failureRate: run.failureRate ?? undefined,
            requestsPerSecond: run.requestsPerSecond ?? undefined,
          },
    ),
    runsByStatus: statuses.map(({ status, _count }) => ({ status, runs: _count })),
    workers: await prisma.worker.findMany({ select: { id: true, heartbeatAt: true } }),
    deliveriesByStatus: deliveries.map(({ status, _count }) => ({ status, deliveries: _count })),
    firingsByStatus: firings.map(({ status, _count }) => ({ status, firings: _count })),
  };
}
