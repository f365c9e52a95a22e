import type Database from 'better-sqlite3';
import { KIND_SQL, type SampleKind, unpackSampleKind } from './sample-kind';

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
