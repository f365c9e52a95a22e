import { compareCandidates, compareSides } from '@/lib/compare/compare-sides';
import { rounded } from './measure';
import { syntheticRun } from './synthetic-run';
import { withBenchStore } from './with-bench-store';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1000;
}

/** Two runs of `seconds` and about 1,667 requests a second: what the compare page needs, part by part. */
export function compare(seconds: number): Promise<string> {
  return withBenchStore(async (store) => {
    const shape = { seconds, requestsPerSecond: 1667 };
    const base = await syntheticRun(store, { ...shape, factor: 1, seed: 1 });
    const candidate = await syntheticRun(store, { ...shape, factor: 1.1, seed: 2 });
    const keys = [`${base}`, `${candidate}`];
    const query = { keys, baseline: `${base}`, margin: 0.05 };
    const first = await timed(() => compareSides(store, keys));
    const sides = await timed(() => compareSides(store, keys));
    const changes = await timed(() => compareCandidates(store, query));
    const again = await timed(() => compareCandidates(store, query));
    return [
      `Two runs of ${rounded(seconds * 1667)} requests, four endpoints.`,
      `Charts, distribution, errors: ${first.toFixed(2)} s at first, ${sides.toFixed(2)} s afterwards.`,
      `Statistics, which follow: ${changes.toFixed(2)} s at first, ${again.toFixed(3)} s afterwards.`,
    ].join(' ');
  });
}
