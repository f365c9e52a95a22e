import type Database from 'better-sqlite3';
import type { MetricSeries, MetricType } from '@/lib/metrics/model';
import { metricLabelsOf } from './rows';

type SeriesName = Pick<MetricSeries, 'name' | 'labels' | 'type'>;

/** Keeps the scrapes of one run as they come. */
export interface MetricWriter {
  /**
   * One scrape, at `atMs` of the run's time: `values` by index into `series`, NaN where absent. `series`
   * only ever grows; those that are new are written with it, in one transaction.
   */
  write(atMs: number, series: readonly SeriesName[], values: Float64Array): void;
}

const DOUBLE_BYTES = 8;

export function openMetricWriter(sqlite: Database.Database, runId: number): MetricWriter {
  const insertSeries = sqlite.prepare(
    'INSERT INTO "MetricSeries" ("runId", "index", "name", "labels", "type") VALUES (?, ?, ?, ?, ?)',
  );
  const insertSecond = sqlite.prepare(
    'INSERT INTO "MetricSecond" ("runId", "atMs", "values") VALUES (?, ?, ?)',
  );
  let written = 0;
  const writeAll = sqlite.transaction(
    (atMs: number, series: readonly SeriesName[], values: Float64Array) => {
      for (let index = written; index < series.length; index++) {
        const { name, labels, type } = series[index] as SeriesName;
        insertSeries.run(runId, index, name, JSON.stringify(sorted(labels)), type);
      }
      insertSecond.run(runId, atMs, littleEndian(values));
    },
  );
  return {
    write(atMs, series, values) {
      writeAll.immediate(atMs, series, values);
      // Only after the commit: series that failed to be written are written with the next scrape.
      written = series.length;
    },
  };
}

function sorted(labels: SeriesName['labels']): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function littleEndian(values: Float64Array): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * DOUBLE_BYTES);
  for (const [index, value] of values.entries()) bytes.writeDoubleLE(value, index * DOUBLE_BYTES);
  return bytes;
}

interface SeriesRow {
  index: number;
  name: string;
  labels: string;
  type: MetricType;
}

interface SecondRow {
  atMs: number;
  values: Buffer;
}

/**
 * The target's own metrics as scraped during a run, in the order in which series first appeared, each
 * with its values by time (ms from the run's start). `wanted` chooses by metric name (default: all).
 * Scrapes at which a series was absent are left out; a run that was not scraped has none. With `sinceMs`,
 * only the last scrape before then, from which increases are counted, and those after it.
 */
export function readMetricSeries(
  sqlite: Database.Database,
  runId: number,
  wanted: (name: string) => boolean = () => true,
  sinceMs = 0,
): MetricSeries[] {
  const chosen = readRows(sqlite, runId)
    .filter(({ name }) => wanted(name))
    .map((row) => ({ ...row, atMs: [] as number[], values: [] as number[] }));
  if (chosen.length === 0) return [];
  const seconds = sqlite
    .prepare<[number, number, number], SecondRow>(
      `SELECT "atMs", "values" FROM "MetricSecond" WHERE "runId" = ? AND "atMs" >= COALESCE(
         (SELECT MAX("atMs") FROM "MetricSecond" WHERE "runId" = ? AND "atMs" < ?), 0)
       ORDER BY "atMs"`,
    )
    .iterate(runId, runId, sinceMs);
  for (const { atMs, values } of seconds) {
    for (const series of chosen) {
      const at = series.index * DOUBLE_BYTES;
      // Of a scrape from before the series first appeared.
      if (at + DOUBLE_BYTES > values.length) continue;
      const value = values.readDoubleLE(at);
      if (Number.isNaN(value)) continue;
      series.atMs.push(atMs);
      series.values.push(value);
    }
  }
  return chosen.map(({ name, type, atMs, values, ...row }) => ({
    name,
    labels: metricLabelsOf(row),
    type,
    atMs,
    values,
  }));
}

/** The series of a run without their values, in the order in which they first appeared. */
export function readMetricNames(
  sqlite: Database.Database,
  runId: number,
): Omit<MetricSeries, 'atMs' | 'values'>[] {
  return readRows(sqlite, runId).map(({ name, type, ...row }) => ({
    name,
    labels: metricLabelsOf(row),
    type,
  }));
}

function readRows(sqlite: Database.Database, runId: number): SeriesRow[] {
  return sqlite
    .prepare<[number], SeriesRow>(
      'SELECT "index", "name", "labels", "type" FROM "MetricSeries" WHERE "runId" = ? ORDER BY "index"',
    )
    .all(runId);
}
