import type { Store } from '@/lib/store/open-store';

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
            ...{ scenario: run.scenarioName, target: run.targetName, endedAt: run.endedAt },
            ...{ verdict: run.verdict ?? undefined, validity: run.validity ?? undefined },
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
