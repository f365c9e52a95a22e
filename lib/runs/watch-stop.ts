import type { Store } from '@/lib/store/open-store';
import { stopRun } from './stop-run';

const LOOK_MS = 500;

/** What carries several runs through under one name, and can be stopped as one. */
export interface StopWatch {
  isStopped(): boolean;
  /** The run that is under way, which a wish to stop is passed on to. */
  setRun(number: number | undefined): void;
  end(): void;
}

/** Keeps the heart of a suite or a search beating, and passes the wish to stop on to the run under way. */
export function watchStop(
  store: Store,
  { table, id, signal }: { table: 'Suite' | 'Search'; id: number; signal?: AbortSignal },
): StopWatch {
  const look = store.sqlite.prepare<[number], { stopRequested: number }>(
    `SELECT "stopRequested" FROM "${table}" WHERE "id" = ?`,
  );
  const data = () => ({ where: { id }, data: { heartbeatAt: new Date() } });
  const beat = () =>
    table === 'Suite' ? store.prisma.suite.update(data()) : store.prisma.search.update(data());
  let isStopped = false;
  let run: number | undefined;
  const onLook = () => {
    beat().catch(() => undefined);
    if (isStopped || !(signal?.aborted || look.get(id)?.stopRequested)) return;
    isStopped = true;
    if (run !== undefined) stopRun(store, run, 'now').catch(() => undefined);
  };
  const timer = setInterval(onLook, LOOK_MS);
  return {
    isStopped: () => isStopped || signal?.aborted === true,
    setRun(number) {
      run = number;
      onLook();
    },
    end: () => clearInterval(timer),
  };
}
