import { parsePlan } from '@/lib/plan/parse-plan';
import { planHash } from '@/lib/plan/plan-hash';
import { jobFiguresOf, measuredOf } from '@/lib/runs/baseline-runs';
import { endpointNames } from '@/lib/runs/samples';
import { secondsOf } from '@/lib/runs/seconds';
import { startRun } from '@/lib/runs/start-run';
import { OUTCOMES } from '@/lib/stats/outcome';
import type { Prisma } from '@/lib/store/generated/client';
import { readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import type { Lease } from '@/lib/store/queue/queue';
import { cleanUpOf, validityOf } from '@/lib/store/rows';
import { readSamples } from '@/lib/store/samples';
import { readSeconds } from '@/lib/store/seconds';
import { untilStored } from '@/lib/store/trouble';
import { endSuite } from '@/lib/suites/end-suite';
import type { Benchmark, BenchmarkRun } from '@/lib/verdict/benchmarks/benchmark';
import { BENCHMARKS, judgeBenchmark } from '@/lib/verdict/benchmarks/benchmarks';
import { claimRun } from './claim-run';
import { type ExecuteOptions, executeRun } from './execute-run';
import { type StopWatch, watchStop } from './run-control';

/**
 * Carries a claimed suite through: each benchmark's runs one after the other, its verdict as soon as they
 * have ended. Benchmarks with the same load share its run.
 */
export async function executeSuite(
  store: Store,
  lease: Lease<'suite'>,
  options: ExecuteOptions = {},
) {
  const watch = watchStop(store, lease, options.signal);
  /** Numbers of the runs so far, by the hash of their plan. */
  const runs = new Map<string, number>();
  try {
    const chosen = await store.prisma.suiteBenchmark.findMany({ where: { suiteId: lease.id } });
    const benchmarks = BENCHMARKS.filter((one) =>
      chosen.some(({ number }) => number === one.number),
    );
    for (const benchmark of benchmarks) {
      if (watch.isStopped()) break;
      await executeBenchmark(store, lease, benchmark, runs, watch, options);
    }
    const environment = await environmentOf(store, runs);
    const status = watch.isStopped() ? 'stopped' : 'finished';
    const endedAt = new Date();
    await untilStored(() => endSuite(store, lease, { status, environment, endedAt }));
  } catch (error) {
    const failureReason = `The suite failed: ${error instanceof Error ? error.message : String(error)}`;
    const end = { status: 'failed', failureReason, endedAt: new Date() } as const;
    await untilStored(() => endSuite(store, lease, end));
  } finally {
    watch.end();
  }
}

async function executeBenchmark(
  store: Store,
  lease: Lease<'suite'>,
  benchmark: Benchmark,
  runs: Map<string, number>,
  watch: StopWatch,
  options: ExecuteOptions,
) {
  const suite = lease.job;
  const where = { suiteId_number: { suiteId: suite.id, number: benchmark.number } };
  // As its runs do, a suite waits for a store that is away.
  const keep = (data: Prisma.SuiteBenchmarkUpdateInput) =>
    untilStored(() => store.prisma.suiteBenchmark.update({ where, data }));
  await keep({ status: 'running', startedAt: new Date() });
  const numbers: number[] = [];
  for (const input of benchmark.plans(suite.quick)) {
    const plan = parsePlan(input);
    const hash = planHash(plan);
    const known = runs.get(hash);
    if (known === undefined) {
      const { number } = await untilStored(() =>
        startRun(store, {
          plan,
          profile: '',
          suiteId: suite.id,
          ...(suite.targetId === null
            ? { targetUrl: suite.targetUrl }
            : { target: suite.targetId }),
        }),
      );
      runs.set(hash, number);
    }
    const number = runs.get(hash) ?? 0;
    numbers.push(number);
    await keep({ runs: JSON.stringify(numbers) });
    const run =
      known === undefined
        ? await claimRun(store, number, lease.workerId, { isStopped: watch.isStopped })
        : undefined;
    if (run === undefined) continue;
    watch.setRun(number);
    await executeRun(store, run, options);
    watch.setRun(undefined);
    if (watch.isStopped()) return;
  }
  const evidence = await Promise.all(numbers.map((number) => benchmarkRunOf(store, number)));
  const result = JSON.stringify(judgeBenchmark(benchmark, evidence));
  await keep({ status: 'ended', result, endedAt: new Date() });
}

/** The machine and the target, as its first run found them. */
async function environmentOf({ prisma }: Store, runs: ReadonlyMap<string, number>) {
  const [id] = runs.values();
  if (id === undefined) return undefined;
  return (await prisma.run.findUnique({ where: { id } }))?.environment;
}

/** What benchmarks want to know of an ended run, read from the store when they ask. */
export async function benchmarkRunOf(store: Store, number: number): Promise<BenchmarkRun> {
  const run = await store.prisma.run.findUniqueOrThrow({
    where: { id: number },
    include: { summaries: true },
  });
  const names = await endpointNames(store, number);
  return {
    validity: validityOf(run) ?? 'suspect',
    measured: (endpoint) => measuredOf(run.summaries, endpoint),
    seconds: (endpoint) =>
      secondsOf(store.sqlite, number, endpoint === undefined ? undefined : names.indexOf(endpoint)),
    first: (endpoint, count) => firstOf(store, number, names.indexOf(endpoint), count),
    peakActiveJobs: peakActiveJobs(store, number),
    job: (metric) => jobFiguresOf(run, metric),
    orphans: cleanUpOf(run)?.orphans.length ?? 0,
    target: (metric) => readMetricSeries(store.sqlite, number, (name) => name === metric),
  };
}

/** Samples are in the order of their ends: the first due are looked for among all. */
function firstOf(store: Store, runId: number, endpoint: number, count: number) {
  const { samples } = readSamples(store.sqlite, runId, {
    endpoint,
    orderBy: 'sequence',
    descending: false,
    limit: 100_000,
    offset: 0,
  });
  const first = samples.sort((a, b) => a.intendedUs - b.intendedUs).slice(0, count);
  const [earliest] = first;
  const ok = first.filter(({ outcome }) => outcome === OUTCOMES[0]);
  if (earliest === undefined) return { succeeded: 0, lastMs: undefined, leastMs: undefined };
  // They were due at once: none has to wait for another to end.
  const leastUs = first.map(({ intendedUs, serviceUs }) => intendedUs + serviceUs);
  const endUs = first.map((sample) => sample.intendedUs + sample.sendDelayUs + sample.serviceUs);
  return {
    succeeded: ok.length,
    lastMs: (Math.max(...endUs) - earliest.intendedUs) / 1000,
    leastMs: (Math.max(...leastUs) - earliest.intendedUs) / 1000,
  };
}

function peakActiveJobs(store: Store, runId: number): number | undefined {
  let peak: number | undefined;
  for (const { tick } of readSeconds(store.sqlite, runId))
    if (tick.jobs !== undefined) peak = Math.max(peak ?? 0, tick.jobs.queued + tick.jobs.running);
  return peak;
}
