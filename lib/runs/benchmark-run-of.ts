import { OUTCOMES } from '@/lib/stats/outcome';
import type { Store } from '@/lib/store/open-store';
import { readMetricSeries } from '@/lib/store/read-metric-series';
import { readSamples } from '@/lib/store/read-samples';
import { readSeconds } from '@/lib/store/read-seconds';
import type { BenchmarkRun } from '@/lib/verdict/benchmarks/benchmark';
import type { CleanUp } from './model';
import { jobFiguresOf, measuredOf } from './reference-runs';
import { endpointNames } from './samples';
import { secondsOf } from './seconds';

/** What benchmarks want to know of an ended run, read from the store when they ask. */
export async function benchmarkRunOf(store: Store, number: number): Promise<BenchmarkRun> {
  const run = await store.prisma.run.findUniqueOrThrow({
    where: { id: number },
    include: { summaries: true },
  });
  const names = await endpointNames(store, number);
  const cleanUp = run.cleanUp === null ? undefined : (JSON.parse(run.cleanUp) as CleanUp);
  return {
    validity: (run.validity ?? 'suspect') as 'valid',
    measured: (endpoint) => measuredOf(run.summaries, endpoint),
    seconds: (endpoint) =>
      secondsOf(store.sqlite, number, endpoint === undefined ? undefined : names.indexOf(endpoint)),
    first: (endpoint, count) => firstOf(store, number, names.indexOf(endpoint), count),
    peakActiveJobs: peakActiveJobs(store, number),
    job: (metric) => jobFiguresOf(run.jobLife, metric),
    orphans: cleanUp?.orphans.length ?? 0,
    target: (metric) => readMetricSeries(store.sqlite, number, (name) => name === metric),
  };
}

/** Samples are in the order of their ends: the first due are looked for among all. */
function firstOf(store: Store, runId: number, endpoint: number, count: number) {
  const { samples } = readSamples(store.sqlite, runId, {
    ...{ endpoint, orderBy: 'sequence', descending: false, limit: 100_000, offset: 0 },
  });
  const first = samples.sort((a, b) => a.intendedUs - b.intendedUs).slice(0, count);
  const [earliest] = first;
  const ok = first.filter(({ outcome }) => outcome === OUTCOMES[0]);
  const endUs = first.map((sample) => sample.intendedUs + sample.sendDelayUs + sample.serviceUs);
  return {
    succeeded: ok.length,
    lastMs: earliest === undefined ? undefined : (Math.max(...endUs) - earliest.intendedUs) / 1000,
  };
}

function peakActiveJobs(store: Store, runId: number): number | undefined {
  let peak: number | undefined;
  for (const { tick } of readSeconds(store.sqlite, runId))
    if (tick.jobs !== undefined) peak = Math.max(peak ?? 0, tick.jobs.queued + tick.jobs.running);
  return peak;
}
