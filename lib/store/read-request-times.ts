import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { KIND_SQL } from './sample-kind';

/** When requests were sent and when they ended, ms from the run's start, in the order in which they ended. */
export interface RequestTimes {
  sentMs: Float64Array;
  endedMs: Float64Array;
  /** Index into the run's endpoint names. */
  endpoints: Uint16Array;
}

const CHUNK = 50_000;

/** The times of a run's first `most` requests; between chunks it lets go of the thread. */
export async function readRequestTimes(
  sqlite: Database.Database,
  runId: number,
  most = 2_000_000,
): Promise<RequestTimes> {
  const rows = sqlite
    .prepare<[number, number, number], [number, number, number]>(
      `SELECT ("intendedUs" + "sendDelayUs") / 1000.0,
         ("intendedUs" + "sendDelayUs" + "serviceUs") / 1000.0, ${KIND_SQL.endpoint}
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
  const endpoints = new Uint16Array(end);
  let length = 0;
  for (let from = 0; from < end; from += CHUNK) {
    for (const [sent, ended, endpoint] of rows.iterate(runId, from, Math.min(end, from + CHUNK))) {
      sentMs[length] = sent;
      endedMs[length] = ended;
      endpoints[length] = endpoint;
      length++;
    }
    await setImmediate();
  }
  // Of several generators, samples are in order only within each one's second.
  const order = Uint32Array.from({ length }, (_, index) => index).sort(
    (a, b) => (endedMs[a] ?? 0) - (endedMs[b] ?? 0),
  );
  return {
    sentMs: Float64Array.from(order, (index) => sentMs[index] ?? 0),
    endedMs: Float64Array.from(order, (index) => endedMs[index] ?? 0),
    endpoints: Uint16Array.from(order, (index) => endpoints[index] ?? 0),
  };
}
