import { parsePlan } from '@/lib/plan/parse-plan';
import { planHash } from '@/lib/plan/plan-hash';
import { startRun } from '@/lib/runs/start-run';
import type { Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import { startSuite } from '@/lib/suites/suites';
import { BENCHMARKS, judgeBenchmark } from '@/lib/verdict/benchmarks/benchmarks';
import { benchmarkRunOf } from '@/lib/worker/execute-suite';
import { type Simulation, simulateQueued } from './simulate-run';

/** A suite in the quick size, each benchmark judged by the runs it had; returns its number. */
export async function simulateSuite(
  store: Store,
  { target, benchmarks }: { target: string; benchmarks?: number[] },
  next: () => Simulation,
): Promise<number> {
  const { prisma } = store;
  const { id } = await startSuite(store, { target, benchmarks, quick: true });
  await claimJob(store, 'suite', 'seed', id);
  const known = new Map<string, number>();
  let times = next();
  const startedAt = new Date(times.startedMs);
  for (const benchmark of BENCHMARKS) {
    if (benchmarks?.includes(benchmark.number) === false) continue;
    const numbers: number[] = [];
    const begunAt = new Date(times.startedMs);
    for (const input of benchmark.plans(true)) {
      const plan = parsePlan(input);
      const hash = planHash(plan);
      let number = known.get(hash);
      if (number === undefined) {
        ({ number } = await startRun(store, { plan, profile: '', suiteId: id, target, seed: 1 }));
        const run = await simulateQueued(store, number, times);
        times = { ...times, startedMs: times.startedMs + (run.durationMs ?? 0) + 1000 };
        known.set(hash, number);
      }
      numbers.push(number);
    }
    const evidence = await Promise.all(numbers.map((number) => benchmarkRunOf(store, number)));
    await prisma.suiteBenchmark.update({
      where: { suiteId_number: { suiteId: id, number: benchmark.number } },
      data: {
        status: 'ended',
        runs: JSON.stringify(numbers),
        result: JSON.stringify(judgeBenchmark(benchmark, evidence)),
        startedAt: begunAt,
        endedAt: new Date(times.startedMs),
      },
    });
  }
  const [first = 0] = known.values();
  const { environment } = await prisma.run.findUniqueOrThrow({ where: { id: first } });
  const endedAt = new Date(times.startedMs);
  await prisma.suite.update({
    where: { id },
    data: { status: 'finished', environment, queuedAt: startedAt, startedAt, endedAt },
  });
  return id;
}
