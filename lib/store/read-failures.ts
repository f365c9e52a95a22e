import type Database from 'better-sqlite3';
import { KIND_SQL } from './sample-kind';

export interface FailuresOfSecond {
  second: number;
  /** The error group. */
  error: number;
  count: number;
}

/** A run's failed samples by the second in which they ended and by error group, in order of time. */
export function readFailures(sqlite: Database.Database, runId: number): FailuresOfSecond[] {
  // "kind" & 7 <> 0 as in the partial index, or SQLite would not use it.
  return sqlite
    .prepare<[number], FailuresOfSecond>(
      `SELECT CAST(("intendedUs" + "sendDelayUs" + "serviceUs") / 1000000 AS INTEGER) AS "second",
         ${KIND_SQL.error} AS "error", COUNT(*) AS "count"
       FROM "Sample" WHERE "runId" = ? AND "kind" & 7 <> 0 AND ${KIND_SQL.error} > 0
       GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all(runId);
}
