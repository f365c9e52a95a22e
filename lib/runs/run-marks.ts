import type { Store } from '@/lib/store/open-store';
import type { RunMark } from './model';

/** Changes of load, annotations, faults and what ended the run, in the order they came to be known. */
export async function runMarks(store: Store, runId: number): Promise<RunMark[]> {
  const rows = await store.prisma.runMark.findMany({ where: { runId }, orderBy: { id: 'asc' } });
  return rows.map(({ id, kind, level, text, atMs }) => ({
    id,
    kind: kind as RunMark['kind'],
    level: level ?? undefined,
    text: text ?? undefined,
    atMs: atMs ?? undefined,
  }));
}

/** Since when the load is paused, ms from the run's start; undefined when it is not. */
export function pausedSince(marks: readonly RunMark[]): number | undefined {
  let since: number | undefined;
  for (const { kind, atMs } of marks) {
    if (atMs === undefined) continue;
    if (kind === 'pause') since ??= atMs;
    if (kind === 'resume') since = undefined;
  }
  return since;
}

/** How much of the run's first `elapsedMs` was paused, ms. */
export function pausedMs(marks: readonly RunMark[], elapsedMs: number): number {
  let sum = 0;
  let since: number | undefined;
  for (const { kind, atMs } of marks) {
    if (atMs === undefined) continue;
    if (kind === 'pause') since ??= atMs;
    if (kind !== 'resume' || since === undefined) continue;
    sum += atMs - since;
    since = undefined;
  }
  return since === undefined ? sum : sum + Math.max(0, elapsedMs - since);
}
