import { count } from '@/lib/format/number';
import { briefText } from './cell-text';
import { useNarrowChart } from './chart-grid';
import type { DataColumn } from './series';
import { thinned } from './thinned';

const MOST_VALUES = 12;
const MOST_WHEN_NARROW = 6;

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
  } = thinned(columns, narrow ? MOST_WHEN_NARROW : MOST_VALUES);
  const [axis, ...lines] = shown;
  if (axis === undefined || axis.values.length === 0) return null;
  return (
    <table className="nums w-full border-t text-2xs">
      <caption className="sr-only">
        Data of {title}
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
              One value in {every} of {count(rows)}; exports have them all.
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
