import { count, MISSING, threeDigits } from '@/lib/core/number';
import type { DataColumn } from './series';
import { useNarrowChart } from './timeline';

interface ChartTableProps {
  title: string;
  columns: readonly DataColumn[];
  onClose: () => void;
}

/** The numbers behind a chart, in the chart's own place. */
export function ChartTable({ title, columns, onClose }: ChartTableProps) {
  const rows = columns[0]?.values ?? [];
  return (
    <div className="h-full overflow-auto border-t">
      <table className="nums text-xs">
        <caption className="px-3 py-1 text-left">
          <span className="sr-only">Data for {title}. </span>
          <button type="button" onClick={onClose} className="text-accent underline">
            Back to chart
          </button>
        </caption>
        <thead className="sticky top-0 bg-surface">
          <tr>
            {columns.map((column) => (
              <th
                key={column.header}
                scope="col"
                className="h-7 min-w-28 px-3 text-right font-medium text-ink-3"
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((first, row) => (
            <tr key={String(first)} className="border-t">
              {columns.map((column) => (
                <td key={column.header} className="h-6 px-3 text-right">
                  {cellText(column.values[row])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const MAX_VALUES = 12;
const MAX_VALUES_NARROW = 6;

interface PrintedTableProps {
  title: string;
  columns: readonly DataColumn[];
}

/** The numbers behind a chart on paper, under it: a row for each of its lines, so that time runs as in the chart. */
export function PrintedTable({ title, columns }: PrintedTableProps) {
  const narrow = useNarrowChart();
  const {
    columns: shown,
    every,
    at,
    rows,
  } = thinned(columns, narrow ? MAX_VALUES_NARROW : MAX_VALUES);
  const [axis, ...lines] = shown;
  if (axis === undefined || axis.values.length === 0) return null;
  return (
    <table className="nums w-full border-t text-2xs">
      <caption className="sr-only">
        Data for {title}
        {every > 1 && `, every ${every}th of ${rows} values`}
      </caption>
      <thead>
        <tr>
          <RowHead text={axis.header} />
          {at.map((row, column) => (
            <th key={row} scope="col" className="px-1.5 py-1 text-right font-medium text-ink-3">
              {briefText(axis.values[column])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ header, values }) => (
          <tr key={header} className="border-t">
            <RowHead text={header} />
            {at.map((row, column) => (
              <td key={row} className="px-1.5 text-right">
                {briefText(values[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {every > 1 && (
        <tfoot className="table-row-group">
          <tr className="border-t">
            <td colSpan={axis.values.length + 1} className="px-2 text-left text-ink-3">
              Showing 1 in {every} of {count(rows)} values; exports include all.
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function RowHead({ text }: { text: string }) {
  return (
    <th scope="row" className="max-w-40 px-2 text-left font-medium text-ink-3">
      {text}
    </th>
  );
}

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

const brief = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const LONG = 1_000_000;

/** A value in a table behind a chart. */
function cellText(value: number | string | undefined): string {
  if (value === undefined) return MISSING;
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? count(value) : threeDigits(value);
}

/** The same where there is little room: "164M". */
function briefText(value: number | string | undefined): string {
  return typeof value === 'number' && Math.abs(value) >= LONG
    ? brief.format(value)
    : cellText(value);
}
