import { changesBetween, type EndpointChange } from '@/lib/compare/changes';
import { comparedRun } from '@/lib/compare/compare-runs';
import type { ComparedRun } from '@/lib/compare/model';
import type { RunStatus } from '@/lib/plan/run-status';
import { ALL_ENDPOINTS } from '@/lib/runs/compared-seconds';
import { mergedFigures } from '@/lib/runs/merged-figures';
import { poolConfirmed } from '@/lib/runs/pool-confirmed';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
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
    repeats: repeats.map(repeatOf),
    pairs: complete.map(({ a, b }, index) => pairOf(a, b, changes[index] ?? [])),
    ...poolConfirmed(changes, merged, margin),
  };
}

/** Neighbours in the order they were queued, A and B, where both can be believed. */
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

function repeatOf(run: Run): Repeat {
  return {
    number: run.id,
    side: run.side as Side,
    status: run.status as RunStatus,
    validity: (run.validity as ComparedRun['validity'] | null) ?? undefined,
    p95Ms: run.p95Ms ?? undefined,
    failureRate: run.failureRate ?? undefined,
  };
}

function pairOf(a: Run, b: Run, endpoints: readonly EndpointChange[]): ConfirmedPair {
  const all = endpoints.find(({ name }) => name === ALL_ENDPOINTS)?.metrics ?? [];
  const { change, low, high } = all.find(({ metric }) => metric === 'p95') ?? {};
  return { base: a.id, candidate: b.id, change, low, high };
}
