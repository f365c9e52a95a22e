import { cellText } from './cell-text';
import type { DataColumn } from './series';

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
          <span className="sr-only">Data of {title}. </span>
          <button type="button" onClick={onClose} className="text-accent underline">
            Back to the chart
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
