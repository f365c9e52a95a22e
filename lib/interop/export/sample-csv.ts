import type { ExportedColumn, ExportedSample } from '@/lib/export/sample-rows';

/** The first line of a CSV with these columns. */
export function csvHeader(columns: readonly ExportedColumn[]): string {
  return `${columns.join(',')}\n`;
}

const SAID_BY_TARGET = ['code', 'message'];

/** Rows of a CSV (RFC 4180, but lines end in \n alone). */
export function sampleCsv(
  samples: readonly ExportedSample[],
  columns: readonly ExportedColumn[],
): string {
  return samples
    .map((sample) => `${columns.map((column) => field(sample[column] ?? '', column)).join(',')}\n`)
    .join('');
}

function field(value: string | number, column: string): string {
  if (typeof value === 'number') return String(value);
  // What the target said: a spreadsheet would take a text that begins like a formula for one.
  const isFormula = SAID_BY_TARGET.includes(column) && /^[=+\-@\t\r](?!\d+$)/.test(value);
  const text = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
