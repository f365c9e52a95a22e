import type { DataColumn } from './series';

/** Rows of a table at equal steps, few enough to print; `every` 1: all of them. */
export interface ThinnedTable {
  columns: DataColumn[];
  every: number;
  rows: number;
}

/** Every nth row, the first among them; values stay as they are, for percentiles cannot be averaged. */
export function thinned(columns: readonly DataColumn[], mostRows: number): ThinnedTable {
  const rows = columns[0]?.values.length ?? 0;
  const every = Math.max(1, Math.ceil(rows / mostRows));
  return {
    columns: columns.map(({ header, values }) => ({
      header,
      values: values.filter((_, row) => row % every === 0),
    })),
    every,
    rows,
  };
}
