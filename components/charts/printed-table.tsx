import { count } from '@/lib/format/number';
import { cellText } from './cell-text';
import type { DataColumn } from './series';
import { thinned } from './thinned';

const MOST_ROWS = 12;

/** The numbers behind a chart on paper, under it. */
export function PrintedTable({
  title,
  columns,
}: {
  title: string;
  columns: readonly DataColumn[];
}) {
  const { columns: shown, every, rows } = thinned(columns, MOST_ROWS);
  const [first] = shown;
  if (first === undefined || first.values.length === 0) return null;
  return (
    <table className="nums w-full border-t text-2xs">
      <caption className="sr-only">
        Data of {title}
        {every > 1 && `, every ${every}th of ${rows} rows`}
      </caption>
      <thead>
        <tr>
          {shown.map((column) => (
            <th
              key={column.header}
              scope="col"
              className="px-2 py-1 text-right align-bottom font-medium text-ink-3"
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {first.values.map((value, row) => (
          <tr key={String(value)} className="border-t">
            {shown.map((column) => (
              <td key={column.header} className="px-2 text-right">
                {cellText(column.values[row])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {every > 1 && (
        <tfoot className="table-row-group">
          <tr className="border-t">
            <td colSpan={shown.length} className="px-2 text-left text-ink-3">
              One row in {every} of {count(rows)}; exports have them all.
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
