import { interruptStaleSuites } from '@/lib/runs/interrupt-stale-suites';
import type { Environment } from '@/lib/runs/model';
import type { BenchmarkView, Compliance, SuiteListItem, SuiteView } from '@/lib/runs/suite-view';
import type { Suite, SuiteBenchmark } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';
import { BENCHMARKS } from '@/lib/verdict/benchmarks/benchmarks';
import type { SuiteStatus } from './model';

type SuiteRow = Suite & { benchmarks: SuiteBenchmark[] };

/** The latest suites, newest first. */
export async function listSuites(store: Store, limit = 50): Promise<SuiteListItem[]> {
  await interruptStaleSuites(store, Date.now());
  const suites = await store.prisma.suite.findMany({
    orderBy: { id: 'desc' },
    take: limit,
    include: { benchmarks: true },
  });
  return suites.map(listItem);
}

/** A suite with its benchmarks in their order; undefined when there is none of that number. */
export async function getSuite(store: Store, id: number): Promise<SuiteView | undefined> {
  await interruptStaleSuites(store, Date.now());
  const suite = await store.prisma.suite.findUnique({
    where: { id },
    include: { benchmarks: true },
  });
  if (suite === null) return undefined;
  const { targetUrl, failureReason, environment } = suite;
  return {
    ...listItem(suite),
    targetUrl,
    failureReason: failureReason ?? undefined,
    environment: environment === null ? undefined : (JSON.parse(environment) as Environment),
    benchmarks: benchmarkViews(suite.benchmarks),
  };
}

/** The last finished suite before one, of the same size on the same target. */
export async function suiteBefore(
  store: Store,
  { id, target, quick }: Pick<SuiteListItem, 'id' | 'target' | 'quick'>,
): Promise<SuiteView | undefined> {
  const before = await store.prisma.suite.findFirst({
    where: { id: { lt: id }, targetName: target, quick, status: 'finished' },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return before === null ? undefined : getSuite(store, before.id);
}

function listItem(suite: SuiteRow): SuiteListItem {
  const { benchmarks } = suite;
  const views = benchmarkViews(benchmarks);
  return {
    id: suite.id,
    status: suite.status as SuiteStatus,
    quick: suite.quick,
    target: suite.targetName,
    targetId: suite.targetId ?? undefined,
    queuedAt: suite.queuedAt.toISOString(),
    startedAt: suite.startedAt?.toISOString(),
    endedAt: suite.endedAt?.toISOString(),
    done: benchmarks.filter(({ status }) => status === 'ended').length,
    of: benchmarks.length,
    numbers: views.map(({ number }) => number),
    compliance: complianceOf(views),
    headline: views
      .filter(({ headline }) => headline)
      .map(({ number, title, result }) => ({ number, title, verdict: result?.verdict })),
  };
}

function benchmarkViews(rows: readonly SuiteBenchmark[]): BenchmarkView[] {
  return BENCHMARKS.flatMap(({ plans: _1, see: _2, ...benchmark }) => {
    const row = rows.find(({ number }) => number === benchmark.number);
    if (row === undefined) return [];
    return {
      ...benchmark,
      status: row.status as BenchmarkView['status'],
      runs: JSON.parse(row.runs) as number[],
      startedAt: row.startedAt?.toISOString(),
      endedAt: row.endedAt?.toISOString(),
      result: row.result === null ? undefined : (JSON.parse(row.result) as BenchmarkResult),
    };
  });
}

/** Of the headline objectives; what has not been measured counts as no data. */
export function complianceOf(benchmarks: readonly BenchmarkView[]): Compliance {
  const headline = benchmarks.filter((benchmark) => benchmark.headline);
  const count = (verdict: BenchmarkResult['verdict']) =>
    headline.filter(({ result }) => result?.verdict === verdict).length;
  const [passed, failed] = [count('pass'), count('fail')];
  return { passed, failed, noData: headline.length - passed - failed, of: headline.length };
}
