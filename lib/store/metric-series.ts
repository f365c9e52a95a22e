import type Database from 'better-sqlite3';
import type { MetricSeries } from '@/lib/metrics/model';

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
