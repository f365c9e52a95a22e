import type Database from 'better-sqlite3';
import type { MetricSeries, MetricType } from '@/lib/metrics/model';

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

const DOUBLE_BYTES = 8;

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
  return chosen.map(({ name, labels, type, atMs, values }) => ({
    name,
    labels: JSON.parse(labels) as Record<string, string>,
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
  return readRows(sqlite, runId).map(({ name, labels, type }) => ({
    name,
    labels: JSON.parse(labels) as Record<string, string>,
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
