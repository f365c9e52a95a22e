import type { LoadChange, LoadRun } from '@/lib/engine/run-load';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import type { StopMode } from '@/lib/runs/stop-run';
import type { Store } from '@/lib/store/open-store';

const POLL_MS = 250;

interface Mark {
  id: number;
  kind: LoadChange['kind'];
  level: number | null;
}

/**
 * What users wish of a run are rows: looks at them four times a second, passes each on once, and notes
 * when. A run that somebody has declared interrupted meanwhile (this process hung, say) is stopped too.
 */
export function watchWishes(store: Store, runId: number, load: LoadRun): () => void {
  const readRun = store.sqlite.prepare<[number], { stopMode: StopMode | null; status: RunStatus }>(
    'SELECT "stopMode", "status" FROM "Run" WHERE "id" = ?',
  );
  const readMarks = store.sqlite.prepare<[number], Mark>(
    'SELECT "id", "kind", "level" FROM "RunMark" WHERE "runId" = ? AND "atMs" IS NULL ORDER BY "id"',
  );
  const markDone = store.sqlite.prepare('UPDATE "RunMark" SET "atMs" = ? WHERE "id" = ?');
  let passedOn: StopMode | null = null;

  const look = () => {
    for (const { id, kind, level } of readMarks.all(runId)) {
      load.change(kind === 'level' ? { kind, level: level ?? 0 } : { kind });
      markDone.run(load.elapsedMs(), id);
    }
    const run = readRun.get(runId);
    const mode = run === undefined || hasEnded(run.status) ? 'now' : run.stopMode;
    if (mode === null || mode === passedOn) return;
    passedOn = mode;
    load.stop(mode);
  };
  const timer = setInterval(look, POLL_MS);
  return () => clearInterval(timer);
}
