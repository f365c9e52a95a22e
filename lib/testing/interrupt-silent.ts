import type { Store } from '@/lib/store/open-store';
import { createSilenceWatch } from '@/lib/store/queue/silence-watch';
import { interruptLost } from '@/lib/worker/interrupt-lost';

/** Interrupts what is not heard of from now until `afterMs` later, on a clock that goes at once. */
export async function interruptSilent(
  store: Store,
  { ownId, afterMs = 10_001 }: { ownId?: string; afterMs?: number } = {},
): Promise<string[]> {
  let nowMs = 0;
  const watch = createSilenceWatch(() => nowMs);
  const before = await interruptLost(store, watch, ownId);
  nowMs = afterMs;
  return [...before, ...(await interruptLost(store, watch, ownId))];
}
