import type { MeasuredSide } from '@/lib/compare/model';

/** A kind of failure in the runs laid side by side: its count in each, by key. */
export interface ErrorChange {
  endpoint: string;
  outcome: string;
  code: string;
  message: string;
  /** Undefined: none. */
  counts: Record<string, number | undefined>;
  /** Against the baseline: in none of the others, only in others, or in both. */
  is: 'resolved' | 'new' | 'in both';
}

/** Kinds of failure by endpoint, outcome, code and message: new and resolved ones first. */
export function errorChanges(sides: readonly MeasuredSide[], baseline: string): ErrorChange[] {
  const byKind = new Map<string, Omit<ErrorChange, 'is'>>();
  for (const side of sides)
    for (const { endpoint, outcome, code, message, count } of side.errors) {
      const id = JSON.stringify([endpoint, outcome, code, message]);
      const kind = byKind.get(id) ?? { endpoint, outcome, code, message, counts: {} };
      kind.counts[side.key] = (kind.counts[side.key] ?? 0) + count;
      byKind.set(id, kind);
    }
  const order = ['new', 'resolved', 'in both'];
  return [...byKind.values()]
    .map((kind) => ({ ...kind, is: stateOf(kind.counts, baseline) }))
    .sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || total(b) - total(a));
}

function stateOf(counts: ErrorChange['counts'], baseline: string): ErrorChange['is'] {
  const { [baseline]: before, ...others } = counts;
  if (before === undefined) return 'new';
  return Object.keys(others).length === 0 ? 'resolved' : 'in both';
}

function total({ counts }: Pick<ErrorChange, 'counts'>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
