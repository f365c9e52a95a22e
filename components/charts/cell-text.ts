import { count, threeDigits } from '@/lib/format/number';
import { MISSING } from '@/lib/format/quantity';

/** A value in a table behind a chart. */
export function cellText(value: number | string | undefined): string {
  if (value === undefined) return MISSING;
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? count(value) : threeDigits(value);
}
