import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { findCauses } from '@/lib/verdict/find-causes';
import type { Finding } from '@/lib/verdict/finding';
import { runEvidence } from './run-evidence';

/** Shorter runs have too few seconds to tell a spell from a moment. */
export const LEAST_MS = 10_000;

/** What limited a run, by what is stored of it; undefined of one that is too short to tell. */
export async function findCausesOfRun(
  store: Store,
  run: Pick<Run, 'id' | 'plan'>,
  loadMs: number,
): Promise<Finding[] | undefined> {
  if (loadMs < LEAST_MS) return undefined;
  return findCauses(await runEvidence(store, run, loadMs));
}
