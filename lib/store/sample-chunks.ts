import type Database from 'better-sqlite3';
import type { StoredSample } from './read-samples';
import { unpackSampleKind } from './sample-kind';

interface SampleRow {
  sequence: number;
  kind: number;
  intendedUs: number;
  sendDelayUs: number;
  serviceUs: number;
  trace: number | null;
}

const CHUNK = 5000;

/** All of a run's samples in the order in which they ended, in chunks so that memory stays flat. */
export function* sampleChunks(sqlite: Database.Database, runId: number): Generator<StoredSample[]> {
  const next = sqlite.prepare<[number, number, number], SampleRow>(
    `SELECT "sequence", "kind", "intendedUs", "sendDelayUs", "serviceUs", "trace"
     FROM "Sample" LEFT JOIN "SampleTrace" USING ("runId", "sequence")
     WHERE "runId" = ? AND "sequence" > ? ORDER BY "sequence" LIMIT ?`,
  );
  let last = 0;
  for (;;) {
    const rows = next.all(runId, last, CHUNK);
    if (rows.length === 0) return;
    yield rows.map(({ kind, trace, ...row }) => ({
      ...row,
      ...unpackSampleKind(kind),
      trace: trace ?? undefined,
    }));
    last = rows.at(-1)?.sequence ?? last;
  }
}
