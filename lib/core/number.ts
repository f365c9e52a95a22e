/** A number ready to be shown: its digits, and its unit apart so that it can be set lighter. */
export interface Quantity {
  value: string;
  unit: string;
}

export const MISSING = '–';
/** A narrow no-break space: between digits and unit. */
export const THIN = '\u202f';

export const missing: Quantity = { value: MISSING, unit: '' };

/** "312 ms", "40.9/s", "–". */
export function textOf({ value, unit }: Quantity): string {
  return `${value}${gapBefore(unit)}${unit}`;
}

export function gapBefore(unit: string): string {
  return unit === '' || unit.startsWith('/') ? '' : THIN;
}
