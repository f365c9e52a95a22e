import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { isStale } from '@/lib/store/queue/model';
import { runStatusOf, verdictOf, verdictsOf } from '@/lib/store/rows';
import { nonBlockingFailures } from '@/lib/verdict/model';
import type { RunListItem, RunListPage, RunListQuery, RunSort } from './model';

const WITH_LABELS = { labels: { orderBy: { label: 'asc' } } } as const;
type RunRow = Prisma.RunGetPayload<{ include: typeof WITH_LABELS }>;

const SORT_COLUMNS: Record<RunSort, keyof Prisma.RunOrderByWithRelationInput> = {
  number: 'id',
  scenario: 'scenarioName',
  target: 'targetName',
  started: 'startedAt',
  duration: 'durationMs',
  requests: 'requests',
  failureRate: 'failureRate',
  rate: 'requestsPerSecond',
  p95: 'p95Ms',
};
// Columns that may be null: runs without data go last, whichever way the sort runs.
const NULLABLE: readonly RunSort[] = [
  'started',
  'duration',
  'requests',
  'failureRate',
  'rate',
  'p95',
];

/** A run that is still being imported is none yet. */
const COMPLETE = { NOT: { source: { not: null }, status: 'running' } };

/** One page of the history, newest first unless sorted otherwise, and what it can be filtered by. */
export async function listRuns(store: Store, query: RunListQuery): Promise<RunListPage> {
  const { prisma } = store;
  const where = whereOf(query);
  const pageSize = Math.min(Math.max(query.pageSize ?? 25, 1), 200);
  const total = await prisma.run.count({ where });
  const pageCount = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(Math.max(query.page ?? 1, 1), pageCount);
  const runs = await prisma.run.findMany({
    where,
    orderBy: orderOf(query),
    include: WITH_LABELS,
    skip: (page - 1) * pageSize,
    take: pageSize,
  });
  return {
    items: runs.map(runListItem),
    total,
    page,
    pageSize,
    pageCount,
    facets: await facets(store),
  };
}

/** The latest runs that match, newest first. */
export async function latestRuns(
  store: Store,
  where: Prisma.RunWhereInput,
  take: number,
): Promise<RunListItem[]> {
  const runs = await store.prisma.run.findMany({
    where: { ...COMPLETE, ...where },
    orderBy: { id: 'desc' },
    include: WITH_LABELS,
    take,
  });
  return runs.map(runListItem);
}

function whereOf(query: RunListQuery): Prisma.RunWhereInput {
  const words = (query.search ?? '').split(/\s+/).filter((word) => word !== '');
  return {
    scenarioName: query.scenario,
    targetName: query.target,
    status: query.status,
    verdict: query.verdict,
    labels: query.label === undefined ? undefined : { some: { label: query.label } },
    ...COMPLETE,
    AND: words.map((word) => ({
      OR: [
        { name: { contains: word } },
        { note: { contains: word } },
        { scenarioName: { contains: word } },
        { targetName: { contains: word } },
        { labels: { some: { label: { contains: word } } } },
        ...(/^\d{1,9}$/.test(word) ? [{ id: Number(word) }] : []),
      ],
    })),
  };
}

function orderOf(query: RunListQuery): Prisma.RunOrderByWithRelationInput[] {
  const sort = query.sort ?? 'number';
  const direction = (query.descending ?? true) ? 'desc' : 'asc';
  const column = SORT_COLUMNS[sort];
  const order = NULLABLE.includes(sort)
    ? { [column]: { sort: direction, nulls: 'last' } }
    : { [column]: direction };
  return sort === 'number' ? [order] : [order, { id: 'desc' }];
}

async function facets({ prisma }: Store): Promise<RunListPage['facets']> {
  const [scenarios, targets, labels] = await Promise.all([
    prisma.run.groupBy({ by: ['scenarioName'], orderBy: { scenarioName: 'asc' } }),
    prisma.run.groupBy({ by: ['targetName'], orderBy: { targetName: 'asc' } }),
    prisma.runLabel.groupBy({ by: ['label'], orderBy: { label: 'asc' } }),
  ]);
  return {
    scenarios: scenarios.map((row) => row.scenarioName),
    targets: targets.map((row) => row.targetName),
    labels: labels.map((row) => row.label),
  };
}

function runListItem(run: RunRow): RunListItem {
  return {
    number: run.id,
    name: run.name ?? undefined,
    note: run.note ?? undefined,
    scenario: run.scenarioName,
    suiteId: run.suiteId ?? undefined,
    searchId: run.searchId ?? undefined,
    source: run.source ?? undefined,
    target: run.targetName,
    status: runStatusOf(run),
    isStale: isStale(run, Date.now()),
    verdict: verdictOf(run),
    brokenBeside: nonBlockingFailures(verdictsOf(run)),
    isBaseline: run.isBaseline,
    labels: run.labels.map(({ label }) => label),
    queuedAt: run.queuedAt.toISOString(),
    startedAt: run.startedAt?.toISOString(),
    endedAt: run.endedAt?.toISOString(),
    durationMs: run.durationMs ?? undefined,
    plannedMs: run.plannedMs,
    peakUsers: run.peakUsers,
    peakRate: run.peakRate ?? undefined,
    requests: run.requests ?? undefined,
    failures: run.failures ?? undefined,
    failureRate: run.failureRate ?? undefined,
    requestsPerSecond: run.requestsPerSecond ?? undefined,
    p50Ms: run.p50Ms ?? undefined,
    p95Ms: run.p95Ms ?? undefined,
    p99Ms: run.p99Ms ?? undefined,
    failureReason: run.failureReason ?? undefined,
  };
}
