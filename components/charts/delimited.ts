import type { DataColumn } from './series';

/** Columns as text, a header first: tab-separated for pasting, or CSV (RFC 4180) for a file. */
export function delimited(columns: readonly DataColumn[], separator: '\t' | ','): string {
  const rows = columns[0]?.values.length ?? 0;
  const lines = [columns.map((column) => column.header)];
  for (let row = 0; row < rows; row++)
    lines.push(columns.map((column) => String(column.values[row] ?? '')));
  return `${lines.map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator)).join('\n')}\n`;
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
