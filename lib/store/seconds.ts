import type Database from 'better-sqlite3';
import { Histogram } from '@/lib/stats/histogram';
import type {
  ErrorRecord,
  PhaseRecord,
  SecondReport,
  Tick,
  WindowRecord,
} from '@/lib/stats/windows';
import { openSampleWriter } from './samples';

/** Keeps one run's seconds as they come. */
export interface SecondWriter {
  /** Endpoints, windows, phases, tick, errors, samples and the run's heartbeat, in one transaction. */
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
    `INSERT INTO "Tick" ("runId", "second", "activeUsers", "inFlight", "queued", "eventLoopLagMs",
       "scheduleDelay", "cpuMs", "gcMs", "jobs", "skipped")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
  const putPhase = sqlite.prepare(
    `INSERT INTO "Phase" ("runId", "endpoint", "phase", "histogram") VALUES (?, ?, ?, ?)
     ON CONFLICT ("runId", "endpoint", "phase") DO UPDATE SET "histogram" = excluded."histogram"`,
  );
  const phases = new Map<string, Histogram>();
  const beat = sqlite.prepare('UPDATE "Run" SET "heartbeatAt" = ? WHERE "id" = ?');
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

  /** The whole run's so far, in place of what was there. */
  const writePhase = ({ endpoint, phase, histogram }: PhaseRecord) => {
    const sum = Histogram.decode(histogram);
    const before = phases.get(`${endpoint} ${phase}`);
    if (before !== undefined) sum.merge(before);
    putPhase.run(runId, endpoint, phase, sum.encode());
    return [`${endpoint} ${phase}`, sum] as const;
  };

  const writeAll = sqlite.transaction((report: SecondReport, nowMs: number) => {
    for (let index = endpointsWritten; index < report.endpoints.length; index++)
      insertEndpoint.run(runId, index, report.endpoints[index]);
    writeTick(report.tick);
    for (const window of report.windows) writeWindow(window);
    for (const error of report.errors) writeErrors(error);
    samples.write(runId, nextSequence, report.samples);
    beat.run(nowMs, runId);
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
