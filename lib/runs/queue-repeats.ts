import { randomInt } from 'node:crypto';
import type { Side } from '@/lib/confirmations/model';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { startRun } from './start-run';

/** What is repeated on a side: a plan, and where it goes. */
export interface RepeatedSide {
  plan: unknown;
  target: { target: number } | { targetUrl: string };
}

const MAX_SEED = 2_147_483_647;

/**
 * Queues pairs of repeats, A B then B A and so on, so that what drifts meets both sides alike. Both of a
 * pair make the same decisions. `done` pairs are there already.
 */
export async function queueRepeats(
  store: Store,
  confirmationId: number,
  sides: Record<Side, RepeatedSide>,
  { pairs, done = 0 }: { pairs: number; done?: number },
): Promise<void> {
  for (let pair = done; pair < done + pairs; pair++) {
    const seed = randomInt(MAX_SEED);
    const order: Side[] = pair % 2 === 0 ? ['A', 'B'] : ['B', 'A'];
    for (const side of order)
      await startRun(store, {
        ...{ plan: sides[side].plan, ...sides[side].target, seed, confirmationId, side },
        ...{ name: `Confirmation ${confirmationId}: ${side}${pair + 1}`, profile: '' },
      });
  }
}

/** A stored target, or the address where it was deleted since. */
export function targetOf(run: Pick<Run, 'targetId' | 'targetUrl'>): RepeatedSide['target'] {
  return run.targetId === null ? { targetUrl: run.targetUrl } : { target: run.targetId };
}
