import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@/lib/store/open-store';
import { claimJob, type Lease, runLoading } from '@/lib/store/queue/queue';
import { untilStored } from '@/lib/store/trouble';

const LOOK_MS = 500;

interface ClaimOptions {
  isStopped?: () => boolean;
  /** Told once, which run it waits for. */
  onWait?: (number: number) => void;
}

/**
 * Claims this run, and waits for another one that loads the same host. Undefined where it is no longer queued, or was
 * stopped meanwhile.
 */
export async function claimRun(
  store: Store,
  id: number,
  workerId: string,
  { isStopped = () => false, onWait = () => undefined }: ClaimOptions = {},
): Promise<Lease<'run'> | undefined> {
  for (let told = false; !isStopped(); told = true) {
    const lease = await untilStored(() => claimJob(store, 'run', workerId, id));
    if (lease !== undefined) return lease;
    const other = await untilStored(() => runLoading(store, id));
    if (other === undefined) return undefined;
    if (!told) onWait(other);
    await sleep(LOOK_MS);
  }
  return undefined;
}
