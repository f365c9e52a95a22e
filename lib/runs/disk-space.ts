import { dirname } from 'node:path';
import { bytes, textOf } from '@/lib/core/number';
import { plannedMs, plannedRequests } from '@/lib/plan/figures';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { freeBytes } from '@/lib/store/free-space';
import type { Store } from '@/lib/store/open-store';

/** As measured, with windows and indexes: docs/performance.md. */
const BYTES_PER_REQUEST = 28;
const BYTES_PER_SECOND = 1000;
/** What a generator sends at most where nothing is waited for: docs/performance.md. */
const MOST_PER_SECOND = 30_000;
const MARGIN = 1.2;
const SPARE_BYTES = 50_000_000;

/** Why a run has no room, and what to do, each in sentences. */
export interface SpaceProblem {
  reason: string;
  advice: string;
}

/**
 * Looks whether what a run of this plan stores clearly does not fit into `roomBytes`. Where it cannot be told how much
 * that is, or how much room there is, it fits.
 */
export function spaceProblem(
  { sqlite }: Store,
  plan: LoadPlan,
  roomBytes = roomIn(sqlite),
): SpaceProblem | undefined {
  const needed = bytesToStore(plan) * MARGIN + SPARE_BYTES;
  if (needed <= roomBytes) return undefined;
  const [needs, free] = [textOf(bytes(needed)), textOf(bytes(roomBytes))];
  return {
    reason: `The run may need ${needs} on the disk of ${dirname(sqlite.name)}, where ${free} are free.`,
    advice:
      'Free some space, delete samples of older runs (see “plimsoll retention”), make the run shorter, or set PLIMSOLL_DATA_DIR to a folder on another disk.',
  };
}

/** What a run of this plan stores at most, bytes. */
function bytesToStore(plan: LoadPlan): number {
  const seconds = plannedMs(plan) / 1000;
  const requests = Math.min(
    plannedRequests(plan) ?? 0,
    plan.stopAfter?.requests ?? Number.POSITIVE_INFINITY,
    seconds * MOST_PER_SECOND * (plan.generators ?? 1),
  );
  return requests * BYTES_PER_REQUEST + seconds * BYTES_PER_SECOND;
}

/** What the database can still take, bytes: the disk's free space and its own, of what was deleted. */
function roomIn(sqlite: Store['sqlite']): number {
  try {
    const pragma = (name: string) => Number(sqlite.pragma(name, { simple: true }));
    return freeBytes(dirname(sqlite.name)) + pragma('freelist_count') * pragma('page_size');
  } catch {
    // Not every file system tells.
    return Number.POSITIVE_INFINITY;
  }
}
