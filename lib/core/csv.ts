/**
 * One cell of a CSV (RFC 4180), empty for what is missing. A spreadsheet would take a text that begins like a formula
 * for one: it gets an apostrophe first (OWASP, CSV injection); a signed whole number is none.
 */
export function csvCell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r](?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
