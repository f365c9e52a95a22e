import type Database from 'better-sqlite3';
import { Histogram } from '@/lib/stats/histogram';
import type { Tick, WindowRecord } from '@/lib/stats/windows';

/** One stored second of a run: the generator's tick and the windows of the endpoints that had samples. */
export interface StoredSecond {
  tick: Tick;
  windows: WindowRecord[];
}

interface TickRow {
  second: number;
  activeUsers: number;
  inFlight: number;
  queued: number;
  eventLoopLagMs: number;
  scheduleDelay: Buffer | null;
  cpuMs: number | null;
  gcMs: number | null;
  jobs: string | null;
  skipped: string;
}

const NO_DELAYS = new Histogram().encode();

interface WindowRow {
  second: number;
  endpoint: number;
  ok: number;
  rpcError: number;
  httpError: number;
  timeout: number;
  networkError: number;
  aborted: number;
  dropped: number;
  locustFailures: number;
  response: Buffer;
  service: Buffer;
}

const CHUNK_SECONDS = 600;

/** The run's seconds from `fromSecond` on, in order, read in chunks so that memory stays flat. */
export function* readSeconds(
  sqlite: Database.Database,
  runId: number,
  fromSecond = 0,
): Generator<StoredSecond> {
  const ticks = sqlite.prepare<[number, number, number], TickRow>(
    `SELECT "second", "activeUsers", "inFlight", "queued", "eventLoopLagMs", "scheduleDelay", "cpuMs",
       "gcMs", "jobs", "skipped"
     FROM "Tick" WHERE "runId" = ? AND "second" >= ? ORDER BY "second" LIMIT ?`,
  );
  const windows = sqlite.prepare<[number, number, number], WindowRow>(
    `SELECT "second", "endpoint", "ok", "rpcError", "httpError", "timeout", "networkError", "aborted",
       "dropped", "locustFailures", "response", "service"
     FROM "Window" WHERE "runId" = ? AND "second" BETWEEN ? AND ? ORDER BY "second", "endpoint"`,
  );
  let next = fromSecond;
  for (;;) {
    const chunk = ticks.all(runId, next, CHUNK_SECONDS);
    const last = chunk.at(-1);
    if (last === undefined) return;
    const rows = windows.all(runId, next, last.second);
    let at = 0;
    for (const tick of chunk) {
      const start = at;
      while (rows[at]?.second === tick.second) at++;
      yield { tick: tickOf(tick), windows: rows.slice(start, at).map(windowOf) };
    }
    next = last.second + 1;
  }
}

function tickOf(row: TickRow): Tick {
  return {
    ...row,
    scheduleDelay: row.scheduleDelay === null ? NO_DELAYS : new Uint8Array(row.scheduleDelay),
    cpuMs: row.cpuMs ?? undefined,
    gcMs: row.gcMs ?? undefined,
    jobs: row.jobs === null ? undefined : (JSON.parse(row.jobs) as Tick['jobs']),
    skipped: JSON.parse(row.skipped) as Record<string, number>,
  };
}

function windowOf(row: WindowRow): WindowRecord {
  const { second, endpoint, locustFailures, response, service, ...counts } = row;
  return { second, endpoint, locustFailures, response, service, counts };
}
