import type Database from 'better-sqlite3';
import { Histogram } from '@/lib/stats/histogram';
import type { EncodedLatencies } from '@/lib/stats/latencies';
import { WindowTally } from '@/lib/stats/window-tally';
import type {
  ErrorRecord,
  PhaseRecord,
  SecondReport,
  Tick,
  WindowRecord,
} from '@/lib/stats/windows';
import { openHold } from './queue/hold';
import { jobGaugesOf, skippedOf } from './rows';
import { KIND_SQL, openSampleWriter } from './samples';

/** Keeps one run's seconds as they come. */
export interface SecondWriter {
  /**
   * Endpoints, windows, phases, tick, errors, samples and the run's heartbeat, in one transaction. Throws
   * `HoldLost`, and writes nothing, where the run is not its worker's any more.
   */
  write(report: SecondReport, nowMs: number): void;
}

const WINDOW_COLUMNS = [
  'runId',
  'second',
  'endpoint',
  'ok',
  'rpcError',
  'httpError',
  'timeout',
  'networkError',
  'aborted',
  'dropped',
  'locustFailures',
  'response',
  'service',
  'responseLow',
  'serviceLow',
  'failedResponse',
  'failedService',
  'failedResponseLow',
  'failedServiceLow',
] as const;

const windowInto = (verb: 'INSERT' | 'INSERT OR REPLACE') =>
  `${verb} INTO "Window" (${WINDOW_COLUMNS.map((name) => `"${name}"`).join(', ')})
   VALUES (${WINDOW_COLUMNS.map(() => '?').join(', ')})`;

const WINDOW_SELECTED = WINDOW_COLUMNS.slice(1)
  .map((name) => `"${name}"`)
  .join(', ');

/** Adds to a run's windows, in whatever order they come; call it within a transaction. */
export interface WindowAdder {
  /** A window that is stored already is merged with what comes. */
  add(windows: readonly WindowRecord[]): void;
}

export function openWindowAdder(sqlite: Database.Database, runId: number): WindowAdder {
  const find = sqlite.prepare<[number, number, number], WindowRow>(
    `SELECT ${WINDOW_SELECTED} FROM "Window" WHERE "runId" = ? AND "second" = ? AND "endpoint" = ?`,
  );
  const put = sqlite.prepare(windowInto('INSERT OR REPLACE'));
  return {
    add(windows) {
      for (const window of windows) {
        const stored = find.get(runId, window.second, window.endpoint);
        put.run(
          ...windowValues(
            runId,
            stored === undefined
              ? window
              : WindowTally.of([windowOf(stored), window]).window(window.second, window.endpoint),
          ),
        );
      }
    },
  };
}

function windowValues(runId: number, { counts, ...window }: WindowRecord) {
  return [
    runId,
    window.second,
    window.endpoint,
    counts.ok,
    counts.rpcError,
    counts.httpError,
    counts.timeout,
    counts.networkError,
    counts.aborted,
    counts.dropped,
    window.locustFailures,
    window.response,
    window.service,
    ...lowColumns(window),
    window.failed?.response ?? null,
    window.failed?.service ?? null,
    ...lowColumns(window.failed),
  ];
}

/** `workerId`: of who claimed the run; without one the run is the caller's own, such as a test's. */
export function openSecondWriter(
  sqlite: Database.Database,
  runId: number,
  workerId?: string,
): SecondWriter {
  const hold = workerId === undefined ? undefined : openHold(sqlite, { id: runId, workerId });
  const samples = openSampleWriter(sqlite);
  const insertEndpoint = sqlite.prepare(
    'INSERT OR IGNORE INTO "Endpoint" ("runId", "index", "name") VALUES (?, ?, ?)',
  );
  const insertTick = sqlite.prepare(
    `INSERT INTO "Tick" ("runId", "second", "activeUsers", "inFlight", "queued", "eventLoopLagMs",
       "scheduleDelay", "cpuMs", "gcMs", "jobs", "skipped")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertWindow = sqlite.prepare(windowInto('INSERT'));
  const addErrors = sqlite.prepare(
    `INSERT INTO "ErrorGroup" ("runId", "id", "endpoint", "outcome", "code", "message", "count", "firstMs", "lastMs")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("runId", "id")
     DO UPDATE SET "count" = "count" + excluded."count", "lastMs" = excluded."lastMs"`,
  );
  const putPhase = sqlite.prepare(
    `INSERT INTO "Phase" ("runId", "endpoint", "phase", "histogram") VALUES (?, ?, ?, ?)
     ON CONFLICT ("runId", "endpoint", "phase") DO UPDATE SET "histogram" = excluded."histogram"`,
  );
  const phases = new Map<string, Histogram>();
  let endpointsWritten = 0;
  let nextSequence = 1;

  const writeTick = (tick: Tick) =>
    insertTick.run(
      runId,
      tick.second,
      tick.activeUsers,
      tick.inFlight,
      tick.queued,
      tick.eventLoopLagMs,
      tick.scheduleDelay,
      tick.cpuMs,
      tick.gcMs,
      tick.jobs === undefined ? null : JSON.stringify(tick.jobs),
      JSON.stringify(tick.skipped),
    );
  const writeErrors = (error: ErrorRecord) =>
    addErrors.run(
      runId,
      error.id,
      error.endpoint,
      error.outcome,
      error.code,
      error.message,
      error.count,
      error.firstMs,
      error.lastMs,
    );

  /** The whole run's so far, in place of what was there. */
  const writePhase = ({ endpoint, phase, histogram }: PhaseRecord) => {
    const sum = Histogram.decode(histogram);
    const before = phases.get(`${endpoint} ${phase}`);
    if (before !== undefined) sum.merge(before);
    putPhase.run(runId, endpoint, phase, sum.encode());
    return [`${endpoint} ${phase}`, sum] as const;
  };

  const writeAll = sqlite.transaction((report: SecondReport, nowMs: number) => {
    hold?.beat(nowMs);
    for (let index = endpointsWritten; index < report.endpoints.length; index++)
      insertEndpoint.run(runId, index, report.endpoints[index]);
    writeTick(report.tick);
    for (const window of report.windows) insertWindow.run(...windowValues(runId, window));
    for (const error of report.errors) writeErrors(error);
    samples.write(runId, nextSequence, report.samples);
    return report.phases.map(writePhase);
  });

  return {
    write(report, nowMs) {
      const sums = writeAll.immediate(report, nowMs);
      // Only after the commit: a second that failed to be written can be written again.
      for (const [key, sum] of sums) phases.set(key, sum);
      endpointsWritten = report.endpoints.length;
      nextSequence += report.samples.count;
    },
  };
}

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
  responseLow: Buffer | null;
  serviceLow: Buffer | null;
  failedResponse: Buffer | null;
  failedService: Buffer | null;
  failedResponseLow: Buffer | null;
  failedServiceLow: Buffer | null;
}

/** Windows that are read at once: ten minutes of 8 endpoints, 5 seconds of 1,000. */
const CHUNK_WINDOWS = 5000;

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
    `SELECT ${WINDOW_SELECTED} FROM "Window" WHERE "runId" = ? AND "second" BETWEEN ? AND ? ORDER BY "second", "endpoint"`,
  );
  const endpoints = sqlite
    .prepare<[number], number>('SELECT COUNT(*) FROM "Endpoint" WHERE "runId" = ?')
    .pluck()
    .get(runId);
  const chunkSeconds = Math.ceil(CHUNK_WINDOWS / Math.max(1, endpoints ?? 1));
  let next = fromSecond;
  for (;;) {
    const chunk = ticks.all(runId, next, Math.min(600, chunkSeconds));
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
    jobs: jobGaugesOf(row),
    skipped: skippedOf(row),
  };
}

function windowOf(row: WindowRow): WindowRecord {
  const { second, endpoint, locustFailures, response, service } = row;
  const { ok, rpcError, httpError, timeout, networkError, aborted, dropped } = row;
  const { failedResponse, failedService } = row;
  return {
    second,
    endpoint,
    locustFailures,
    response,
    service,
    low: lowOf(row.responseLow, row.serviceLow),
    failed:
      failedResponse && failedService
        ? {
            response: failedResponse,
            service: failedService,
            low: lowOf(row.failedResponseLow, row.failedServiceLow),
          }
        : undefined,
    counts: { ok, rpcError, httpError, timeout, networkError, aborted, dropped },
  };
}

/** Mostly the two are the same: only what waits for other requests to end responds later than it is served. */
function lowColumns(latencies: EncodedLatencies | undefined): (Uint8Array | null)[] {
  if (latencies?.low === undefined) return [null, null];
  const { response, service } = latencies.low;
  return [Buffer.compare(response, service) === 0 ? null : response, service];
}

function lowOf(response: Buffer | null, service: Buffer | null): EncodedLatencies['low'] {
  return service === null ? undefined : { response: response ?? service, service };
}

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
