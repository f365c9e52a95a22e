import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { OUTCOMES, type Outcome } from '@/lib/stats/outcome';
import type { SampleBatch } from '@/lib/stats/windows';

/** Appends samples; call it within a transaction, which is what makes it fast. */
export interface SampleWriter {
  /** Writes the batch as samples `firstSequence`, `firstSequence + 1`, … of the run. */
  write(runId: number, firstSequence: number, batch: SampleBatch): void;
}

export function openSampleWriter(sqlite: Database.Database): SampleWriter {
  const insert = sqlite.prepare(
    'INSERT INTO "Sample" ("runId", "sequence", "kind", "intendedUs", "sendDelayUs", "serviceUs") VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertTrace = sqlite.prepare(
    'INSERT INTO "SampleTrace" ("runId", "sequence", "trace") VALUES (?, ?, ?)',
  );
  return {
    write(runId, firstSequence, batch) {
      for (let i = 0; i < batch.count; i++) {
        insert.run(
          runId,
          firstSequence + i,
          packSampleKind(batch.outcome[i] ?? 0, batch.endpoint[i] ?? 0, batch.error[i] ?? 0),
          Math.round(batch.intendedUs[i] ?? 0),
          batch.sendDelayUs[i],
          batch.serviceUs[i],
        );
        const trace = batch.trace?.[i] ?? 0;
        if (trace !== 0) insertTrace.run(runId, firstSequence + i, trace);
      }
    },
  };
}

/** What a sample row's `kind` says: outcome in 3 bits, endpoint in 12, error group (0: none) above. */
export interface SampleKind {
  outcome: Outcome;
  endpoint: number;
  error: number;
}

const MAX_ENDPOINTS = 4096;

/** The same packing as SQL expressions, for filters. */
export const KIND_SQL = {
  outcome: '("kind" & 7)',
  endpoint: '(("kind" >> 3) & 4095)',
  error: '("kind" >> 15)',
} as const;

export function packSampleKind(outcomeCode: number, endpoint: number, error: number): number {
  return (error * MAX_ENDPOINTS + endpoint) * 8 + outcomeCode;
}

export function unpackSampleKind(kind: number): SampleKind {
  const outcome = OUTCOMES[kind & 7];
  if (outcome === undefined) throw new RangeError(`Sample kind ${kind} has no known outcome.`);
  return {
    outcome,
    endpoint: Math.floor(kind / 8) % MAX_ENDPOINTS,
    error: Math.floor(kind / (8 * MAX_ENDPOINTS)),
  };
}

/** Which samples, in which order. Bounds are microseconds. */
export interface SampleFilter {
  endpoint?: number;
  outcomeCode?: number;
  failedOnly?: boolean;
  error?: number;
  minResponseUs?: number;
  fromUs?: number;
  toUs?: number;
  orderBy: 'sequence' | 'response' | 'service';
  descending: boolean;
  limit: number;
  offset: number;
}

export interface StoredSample extends SampleKind {
  sequence: number;
  intendedUs: number;
  sendDelayUs: number;
  serviceUs: number;
  /** From which its trace id is made; undefined where it has none. */
  trace?: number;
}

interface SampleRow {
  sequence: number;
  kind: number;
  intendedUs: number;
  sendDelayUs: number;
  serviceUs: number;
}

const ORDER_SQL: Record<SampleFilter['orderBy'], string> = {
  sequence: '"sequence"',
  response: '"sendDelayUs" + "serviceUs"',
  service: '"serviceUs"',
};

/** One page of a run's samples and how many match in all. */
export function readSamples(
  sqlite: Database.Database,
  runId: number,
  filter: SampleFilter,
): { samples: StoredSample[]; total: number } {
  const { sql, values } = whereSql(runId, filter);
  const counted = sqlite
    .prepare<number[], { total: number }>(`SELECT COUNT(*) AS "total" FROM "Sample" WHERE ${sql}`)
    .get(...values);
  const direction = filter.descending ? 'DESC' : 'ASC';
  const rows = sqlite
    .prepare<number[], SampleRow>(
      `SELECT "sequence", "kind", "intendedUs", "sendDelayUs", "serviceUs" FROM "Sample" WHERE ${sql}
       ORDER BY ${ORDER_SQL[filter.orderBy]} ${direction}, "sequence" LIMIT ? OFFSET ?`,
    )
    .all(...values, filter.limit, filter.offset);
  // Once the page is known: joined to all that match, it would be looked up for each of them.
  const traceOf = sqlite
    .prepare<[number, number], number>(
      'SELECT "trace" FROM "SampleTrace" WHERE "runId" = ? AND "sequence" = ?',
    )
    .pluck();
  return {
    total: counted?.total ?? 0,
    samples: rows.map(({ kind, ...row }) => ({
      ...row,
      ...unpackSampleKind(kind),
      trace: traceOf.get(runId, row.sequence),
    })),
  };
}

function whereSql(runId: number, filter: SampleFilter): { sql: string; values: number[] } {
  const terms: [string, number | undefined][] = [
    ['"runId" = ?', runId],
    [`${KIND_SQL.endpoint} = ?`, filter.endpoint],
    [`${KIND_SQL.outcome} = ?`, filter.outcomeCode],
    [`${KIND_SQL.error} = ?`, filter.error],
    ['"sendDelayUs" + "serviceUs" >= ?', filter.minResponseUs],
    ['"intendedUs" >= ?', filter.fromUs],
    ['"intendedUs" < ?', filter.toUs],
  ];
  const used = terms.filter((term): term is [string, number] => term[1] !== undefined);
  const conditions = used.map(([sql]) => sql);
  // Spelled as in the partial index, or SQLite would not use it.
  if (filter.failedOnly) conditions.push('"kind" & 7 <> 0');
  return { sql: conditions.join(' AND '), values: used.map(([, value]) => value) };
}

interface ChunkRow {
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
  const next = sqlite.prepare<[number, number, number], ChunkRow>(
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

/** When requests were sent and when they ended, ms from the run's start, in the order in which they ended. */
export interface RequestTimes {
  sentMs: Float64Array;
  endedMs: Float64Array;
  /** Index into the run's endpoint names. */
  endpoints: Uint16Array;
}

const TIMES_AT_ONCE = 50_000;

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
  for (let from = 0; from < end; from += TIMES_AT_ONCE) {
    for (const [sent, ended, endpoint] of rows.iterate(
      runId,
      from,
      Math.min(end, from + TIMES_AT_ONCE),
    )) {
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
