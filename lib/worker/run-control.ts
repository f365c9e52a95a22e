import type { LoadChange, StopMode } from '@/lib/engine/load-options';
import type { LoadRun } from '@/lib/engine/run-load';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { hasEnded, type RunStatus } from '@/lib/runs/model';
import { stopRun } from '@/lib/runs/stop-run';
import { requestsOf } from '@/lib/stats/outcome';
import type { SecondReport } from '@/lib/stats/windows';
import type { Store } from '@/lib/store/open-store';
import { keepBeating } from '@/lib/store/queue/keep-beating';
import type { Lease } from '@/lib/store/queue/queue';
import { troubleOf } from '@/lib/store/trouble';

const POLL_MS = 250;

interface Wishes {
  stopMode: StopMode | null;
  status: RunStatus;
  stopUnwatchedAfterMs: number | null;
  watchedAt: number | null;
}

interface Mark {
  id: number;
  kind: LoadChange['kind'];
  level: number | null;
}

/**
 * What users wish of a run are rows: looks at them four times a second, passes each on once, and notes
 * when. A run that somebody has declared interrupted meanwhile (this process hung, say) is stopped too.
 */
export function watchLoadChanges(
  store: Store,
  runId: number,
  load: LoadRun,
  onUnwatched: () => void = () => undefined,
): () => void {
  const readRun = store.sqlite.prepare<[number], Wishes>(
    'SELECT "stopMode", "status", "stopUnwatchedAfterMs", "watchedAt" FROM "Run" WHERE "id" = ?',
  );
  const readMarks = store.sqlite.prepare<[number], Mark>(
    'SELECT "id", "kind", "level" FROM "RunMark" WHERE "runId" = ? AND "atMs" IS NULL ORDER BY "id"',
  );
  const markDone = store.sqlite.prepare('UPDATE "RunMark" SET "atMs" = ? WHERE "id" = ?');
  let passedOn: StopMode | null = null;
  // By this process's own clock: the other one's may be wrong.
  let seen: number | null = null;
  let seenAtMs = performance.now();

  const isUnwatched = ({ stopUnwatchedAfterMs, watchedAt }: Wishes) => {
    if (watchedAt !== seen) {
      seen = watchedAt;
      seenAtMs = performance.now();
    }
    return stopUnwatchedAfterMs !== null && performance.now() - seenAtMs > stopUnwatchedAfterMs;
  };

  const look = () => {
    for (const { id, kind, level } of readMarks.all(runId)) {
      load.change(kind === 'level' ? { kind, level: level ?? 0 } : { kind });
      markDone.run(load.elapsedMs(), id);
    }
    const run = readRun.get(runId);
    const unwatched = run !== undefined && isUnwatched(run);
    if (unwatched && passedOn === null) onUnwatched();
    const isOver = run === undefined || hasEnded(run.status) || unwatched;
    const mode = isOver ? 'now' : run.stopMode;
    if (mode === null || mode === passedOn) return;
    passedOn = mode;
    load.stop(mode);
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      // While the store is away nobody can wish for anything: the next look makes up for it.
      if (troubleOf(error) === undefined) throw error;
    }
  }, POLL_MS);
  return () => clearInterval(timer);
}

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
  lease: Lease<'suite'> | Lease<'search'>,
  signal?: AbortSignal,
): StopWatch {
  let isStopped = false;
  let run: number | undefined;
  const passOn = () => {
    // It may have ended in this moment.
    if (run !== undefined) stopRun(store, run, 'now').catch(() => undefined);
  };
  const end = keepBeating(store, lease, () => {
    if (!isStopped) passOn();
    isStopped = true;
  });
  return {
    isStopped: () => isStopped || signal?.aborted === true,
    setRun(number) {
      run = number;
      if (isStopped) passOn();
    },
    end,
  };
}

/** Tells, second by second, whether there have been as many requests or ended jobs as the plan asks for. */
export function createStopAfter(
  stopAfter: LoadPlan['stopAfter'],
): (report: Pick<SecondReport, 'windows' | 'tick'>) => boolean {
  const { requests = Number.POSITIVE_INFINITY, jobsEnded = Number.POSITIVE_INFINITY } =
    stopAfter ?? {};
  let sent = 0;
  return ({ windows, tick: { jobs } }) => {
    for (const { counts } of windows) sent += requestsOf(counts);
    const ended = jobs === undefined ? 0 : jobs.completed + jobs.failed + jobs.cancelled;
    return sent >= requests || ended >= jobsEnded;
  };
}
