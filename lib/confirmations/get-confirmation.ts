import {
  changesBetween,
  correctedPs,
  type EndpointChange,
  isDeciding,
} from '@/lib/compare/changes';
import { comparedRun } from '@/lib/compare/compare-runs';
import type { ComparedEndpoint } from '@/lib/compare/model';
import { ALL_ENDPOINTS, type MergedFigures, mergedFigures } from '@/lib/runs/seconds';
import { changeVerdict, overallChange } from '@/lib/stats/compare/change-verdict';
import {
  COMPARED_METRICS,
  type ComparedMetric,
  type MetricChange,
} from '@/lib/stats/compare/compare-seconds';
import { poolPairs } from '@/lib/stats/compare/pool-pairs';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { isStale } from '@/lib/store/queue/model';
import { runStatusOf, sideOf, validityOf } from '@/lib/store/rows';
import type { Confirmation, ConfirmedPair, Repeat, Side } from './model';

/** A confirmation with what its complete pairs say so far; undefined when there is no such one. */
export async function getConfirmation(store: Store, id: number): Promise<Confirmation | undefined> {
  const row = await store.prisma.confirmation.findUnique({
    where: { id },
    include: { base: true, candidate: true, repeats: { orderBy: { id: 'asc' } } },
  });
  if (row === null) return undefined;
  const complete = pairsOf(row.repeats);
  const changes: EndpointChange[][] = [];
  for (const { a, b } of complete) changes.push((await changesBetween(store, a, b)).endpoints);
  const merged = await mergedFigures(
    store,
    complete.map(({ a }) => a),
    complete.map(({ b }) => b),
  );
  const { base, candidate, margin, createdAt, repeats } = row;
  const targetOf = (side: Side) => repeats.find((run) => run.side === side)?.targetName ?? '';
  return {
    id,
    createdAt: createdAt.toISOString(),
    base: base === null ? undefined : comparedRun(base),
    candidate: candidate === null ? undefined : comparedRun(candidate),
    targets: { A: targetOf('A'), B: targetOf('B') },
    margin,
    repeats: repeats.flatMap(repeatOf),
    pairs: complete.map(({ a, b }, index) => pairOf(a, b, changes[index] ?? [])),
    ...poolConfirmed(changes, merged, margin),
  };
}

/** Neighbours in the order they were queued, A and B, where both are valid. */
function pairsOf(repeats: readonly Run[]): { a: Run; b: Run }[] {
  const isGood = (run: Run | undefined) => run?.status === 'finished' && run.validity !== 'invalid';
  const pairs: { a: Run; b: Run }[] = [];
  for (let at = 0; at + 1 < repeats.length; at += 2) {
    const pair = repeats.slice(at, at + 2).filter(isGood);
    const [a, b] = [pair.find(({ side }) => side === 'A'), pair.find(({ side }) => side === 'B')];
    if (a !== undefined && b !== undefined) pairs.push({ a, b });
  }
  return pairs;
}

function repeatOf(run: Run): Repeat[] {
  const side = sideOf(run);
  if (side === undefined) return [];
  return [
    {
      number: run.id,
      side,
      status: runStatusOf(run),
      isStale: isStale(run, Date.now()),
      validity: validityOf(run),
      p95Ms: run.p95Ms ?? undefined,
      failureRate: run.failureRate ?? undefined,
    },
  ];
}

function pairOf(a: Run, b: Run, endpoints: readonly EndpointChange[]): ConfirmedPair {
  const all = endpoints.find(({ name }) => name === ALL_ENDPOINTS)?.metrics ?? [];
  const { change, low, high } = all.find(({ metric }) => metric === 'p95') ?? {};
  return { base: a.id, candidate: b.id, change, low, high };
}

type Pooled = Pick<Confirmation, 'endpoints' | 'verdict' | 'pairsNeeded'>;

/** Fewer than this do not show how much runs vary from one to the next. */
const MIN_PAIRS = 2;

/** What the pairs say together, by endpoint and metric; each pair is the endpoints' changes of two runs. */
function poolConfirmed(
  pairs: readonly (readonly EndpointChange[])[],
  merged: MergedFigures,
  margin: number,
): Pooled {
  if (pairs.length === 0) return { endpoints: [], verdict: 'inconclusive' };
  const names = (pairs[0] ?? [])
    .map(({ name }) => name)
    .filter((name) => pairs.every((pair) => pair.some((one) => one.name === name)));
  const found = names.flatMap((name) =>
    COMPARED_METRICS.map((metric) => ({
      name,
      metric,
      ...pooledChange(pairs, name, metric),
      ...inMs(metric, merged.of(name, metric)),
    })),
  );
  const corrected = correctedPs(found);
  const judged = found.map((change, index) => ({
    ...change,
    verdict:
      pairs.length < MIN_PAIRS
        ? ('inconclusive' as const)
        : changeVerdict(change, corrected[index], { share: margin }),
  }));
  const endpoints = names.map(
    (name): ComparedEndpoint => ({
      name,
      metrics: judged
        .filter((change) => change.name === name)
        .map(({ name: _name, p: _p, error: _error, ...change }) => change),
      shift: [],
    }),
  );
  const deciding = judged.filter((change) => isDeciding(change) && change.low !== undefined);
  const verdict = overallChange(deciding.map((change) => change.verdict));
  return {
    endpoints,
    verdict,
    pairsNeeded: verdict === 'inconclusive' ? neededOf(deciding, pairs, margin) : undefined,
  };
}

function pooledChange(
  pairs: readonly (readonly EndpointChange[])[],
  name: string,
  metric: ComparedMetric,
): Pick<MetricChange, 'change' | 'low' | 'high' | 'p' | 'error'> {
  const isDifference = metric === 'failureRate';
  const back = isDifference ? (value: number) => value : Math.expm1;
  const changes = pairs.flatMap(
    (pair) =>
      pair.find((one) => one.name === name)?.metrics.find((one) => one.metric === metric) ?? [],
  );
  const pooled = poolPairs(
    changes.flatMap(({ change, error }) =>
      change === undefined || error === undefined
        ? []
        : [{ step: isDifference ? change : Math.log1p(change), error }],
    ),
  );
  if (pooled === undefined) return {};
  const { step, low, high, p, error } = pooled;
  return { p, error, change: back(step), low: back(low), high: back(high) };
}

function inMs(
  metric: ComparedMetric,
  { base, candidate }: { base?: number; candidate?: number },
): { base?: number; candidate?: number } {
  if (metric === 'failureRate' || metric === 'requestsPerSecond') return { base, candidate };
  const ms = (us: number | undefined) => (us === undefined ? undefined : us / 1000);
  return { base: ms(base), candidate: ms(candidate) };
}

/** Intervals shrink with the square root of the number of pairs. */
function neededOf(
  deciding: readonly { metric: ComparedMetric; low?: number; high?: number }[],
  pairs: readonly unknown[],
  margin: number,
): number | undefined {
  const p95 = deciding.find(({ metric }) => metric === 'p95');
  if (p95?.low === undefined || p95.high === undefined) return undefined;
  const factor = ((p95.high - p95.low) / 2 / margin) ** 2;
  return Math.max(1, Math.ceil((factor - 1) * pairs.length));
}
