import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@/lib/store/open-store';
import { hasSuiteEnded, type SuiteStatus } from '@/lib/suites/model';
import { isWorkerAlive } from '@/lib/worker/heartbeat';

const LOOK_MS = 500;

/** Several runs under one name: a suite, a search. */
export interface Undertaking<View extends { status: SuiteStatus }> {
  /** "Suite 3". */
  name: string;
  get(): Promise<View | undefined>;
  /** Where it stands, in a line. */
  progressOf(view: View): string;
  /** Carries it out in this process. */
  executeHere(): Promise<void>;
  stop(): Promise<void>;
}

/** Waits for the end of an undertaking, telling how far it is; executes it here when no worker is alive to. */
export async function carryThrough<View extends { status: SuiteStatus }>(
  store: Store,
  undertaking: Undertaking<View>,
): Promise<void> {
  const onInterrupt = () => void undertaking.stop().catch(() => undefined);
  process.on('SIGINT', onInterrupt);
  try {
    await Promise.all([executeIfNeeded(store, undertaking), showProgress(undertaking)]);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

async function executeIfNeeded(
  store: Store,
  { name, executeHere }: Pick<Undertaking<never>, 'name' | 'executeHere'>,
): Promise<void> {
  if (await isWorkerAlive(store, Date.now())) {
    console.error(`${name} is queued for the worker.`);
    return;
  }
  await executeHere();
}

async function showProgress<View extends { status: SuiteStatus }>({
  get,
  progressOf,
}: Undertaking<View>): Promise<void> {
  for (let told = ''; ; ) {
    const view = await get();
    if (view === undefined) return;
    const now = progressOf(view);
    if (now !== told) console.error(now);
    told = now;
    if (hasSuiteEnded(view.status)) return;
    await sleep(LOOK_MS);
  }
}
