import type Database from 'better-sqlite3';
import type { ErrorRecord, SecondReport, Tick, WindowRecord } from '@/lib/stats/second-report';
import { openSampleWriter } from './sample-writer';

/** Keeps one run's seconds as they come. */
export interface SecondWriter {
  /** Endpoints, windows, tick, errors, samples and the run's heartbeat, in one transaction. */
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
] as const;

export function openSecondWriter(sqlite: Database.Database, runId: number): SecondWriter {
  const samples = openSampleWriter(sqlite);
  const insertEndpoint = sqlite.prepare(
    'INSERT OR IGNORE INTO "Endpoint" ("runId", "index", "name") VALUES (?, ?, ?)',
  );
  const insertTick = sqlite.prepare(
    `INSERT INTO "Tick" ("runId", "second", "activeUsers", "inFlight", "eventLoopLagMs", "skipped")
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const insertWindow = sqlite.prepare(
    `INSERT INTO "Window" (${WINDOW_COLUMNS.map((name) => `"${name}"`).join(', ')})
     VALUES (${WINDOW_COLUMNS.map(() => '?').join(', ')})`,
  );
  const addErrors = sqlite.prepare(
    `INSERT INTO "ErrorGroup" ("runId", "id", "endpoint", "outcome", "code", "message", "count", "firstMs", "lastMs")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("runId", "id")
     DO UPDATE SET "count" = "count" + excluded."count", "lastMs" = excluded."lastMs"`,
  );
  const beat = sqlite.prepare('UPDATE "Run" SET "heartbeatAt" = ? WHERE "id" = ?');
  let endpointsWritten = 0;
  let nextSequence = 1;

  const writeTick = (tick: Tick) =>
    insertTick.run(
      runId,
      tick.second,
      tick.activeUsers,
      tick.inFlight,
      tick.eventLoopLagMs,
      JSON.stringify(tick.skipped),
    );
  const writeWindow = ({ counts, ...window }: WindowRecord) =>
    insertWindow.run(
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

  const writeAll = sqlite.transaction((report: SecondReport, nowMs: number) => {
    for (let index = endpointsWritten; index < report.endpoints.length; index++)
      insertEndpoint.run(runId, index, report.endpoints[index]);
    writeTick(report.tick);
    for (const window of report.windows) writeWindow(window);
    for (const error of report.errors) writeErrors(error);
    samples.write(runId, nextSequence, report.samples);
    beat.run(nowMs, runId);
  });

  return {
    write(report, nowMs) {
      writeAll.immediate(report, nowMs);
      // Only after the commit: a second that failed to be written can be written again.
      endpointsWritten = report.endpoints.length;
      nextSequence += report.samples.count;
    },
  };
}
