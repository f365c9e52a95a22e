import type { DataColumn } from './series';

/** Rows of a table at equal steps, few enough to print; `every` 1: all of them. */
export interface ThinnedTable {
  columns: DataColumn[];
  every: number;
  /** Which rows these are. */
  at: number[];
  rows: number;
}

/**
 * Every nth row, the first among them; of a chart with measured dots, every nth of their rows. Values stay as they are,
 * for percentiles cannot be averaged.
 */
export function thinned(columns: readonly DataColumn[], mostRows: number): ThinnedTable {
  const rows = rowsWorthShowing(columns);
  const every = Math.max(1, Math.ceil(rows.length / mostRows));
  const kept = rows.filter((_, at) => at % every === 0);
  return {
    columns: columns.map(({ header, values }) => ({
      header,
      values: kept.map((row) => values[row]),
    })),
    every,
    at: kept,
    rows: rows.length,
  };
}

function rowsWorthShowing(columns: readonly DataColumn[]): number[] {
  const all = (columns[0]?.values ?? []).map((_, row) => row);
  const measured = columns.filter(({ isMeasured }) => isMeasured);
  return measured.length === 0
    ? all
    : all.filter((row) => measured.some(({ values }) => values[row] !== undefined));
}
