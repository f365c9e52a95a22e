import { MISSING } from '@/lib/core/number';
import { count, threeDigits } from '@/lib/format/number';

const brief = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const LONG = 1_000_000;

/** A value in a table behind a chart. */
export function cellText(value: number | string | undefined): string {
  if (value === undefined) return MISSING;
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? count(value) : threeDigits(value);
}

/** The same where there is little room: "164M". */
export function briefText(value: number | string | undefined): string {
  return typeof value === 'number' && Math.abs(value) >= LONG
    ? brief.format(value)
    : cellText(value);
}
