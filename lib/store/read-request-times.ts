import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';

/** When requests were sent and when they ended, ms from the run's start, each list ascending. */
export interface RequestTimes {
  sentMs: Float64Array;
  endedMs: Float64Array;
}

const CHUNK = 50_000;

/** The times of a run's first `most` requests; between chunks it lets go of the thread. */
export async function readRequestTimes(
  sqlite: Database.Database,
  runId: number,
  most = 2_000_000,
): Promise<RequestTimes> {
  const rows = sqlite
    .prepare<[number, number, number], [number, number]>(
      `SELECT ("intendedUs" + "sendDelayUs") / 1000.0, ("intendedUs" + "sendDelayUs" + "serviceUs") / 1000.0
       FROM "Sample" WHERE "runId" = ? AND "kind" & 7 < 6 AND "sequence" > ? AND "sequence" <= ?`,
    )
    .raw();
  const last = sqlite
    .prepare<[number], { last: number | null }>(
      'SELECT MAX("sequence") AS "last" FROM "Sample" WHERE "runId" = ?',
    )
    .get(runId);
  const end = Math.min(most, last?.last ?? 0);
  const [sentMs, endedMs] = [new Float64Array(end), new Float64Array(end)];
  let length = 0;
  for (let from = 0; from < end; from += CHUNK) {
    for (const [sent, ended] of rows.iterate(runId, from, Math.min(end, from + CHUNK))) {
      sentMs[length] = sent;
      endedMs[length] = ended;
      length++;
    }
    await setImmediate();
  }
  // Of several generators, samples are in order only within each one's second.
  return { sentMs: sentMs.slice(0, length).sort(), endedMs: endedMs.slice(0, length).sort() };
}
