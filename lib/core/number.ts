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

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const factors = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const significant = new Intl.NumberFormat('en', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});

/** A count, exact: "24,580". */
export function count(value: number | undefined): string {
  return value === undefined ? MISSING : grouped.format(value);
}

/** Three significant digits: "40.9", "0.583", "1,250". Zero is "0". */
export function threeDigits(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 999.5 ? grouped.format(roundTo3(value)) : significant.format(value);
}

function roundTo3(value: number): number {
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  return Math.round(value / step) * step;
}

/** Events per second: "40.9/s". */
export function rate(perSecond: number | undefined): Quantity {
  return perSecond === undefined ? missing : { value: threeDigits(perSecond), unit: '/s' };
}

/** A share of 1 as per cent, at most two decimals and three digits: "0.58 %", "12.3 %", "185 %"; "<0.01 %" for the rarest, ">99.9 %" for all but all. */
export function percent(fraction: number | undefined): Quantity {
  if (fraction === undefined) return missing;
  const value = fraction * 100;
  if (value === 0) return { value: '0', unit: '%' };
  if (value > 0 && value < 0.01) return { value: '<0.01', unit: '%' };
  if (value === 100) return { value: '100', unit: '%' };
  if (value > 99.9 && value < 100) return { value: '>99.9', unit: '%' };
  return { value: value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0), unit: '%' };
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in decimal units: "16.8 GB". */
export function bytes(value: number | undefined): Quantity {
  if (value === undefined) return missing;
  const power = value < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3));
  return { value: threeDigits(value / 1000 ** power), unit: BYTE_UNITS[power] ?? 'B' };
}

/** Beyond ±1,000 % a factor reads better. */
const MAX_SIGNED = 10;

/**
 * A share of 1 as per cent with its sign: "+34.1 %", "−15.5 %"; of none, "0 %". Beyond ±1,000 % the new value as a
 * multiple of the old one: "× 12", whose distance from it is +1,100 %, or of a margin −1,100 %.
 */
export function signedPercent(fraction: number | undefined): Quantity {
  if (fraction === undefined || fraction === 0) return percent(fraction);
  if (Math.abs(fraction) > MAX_SIGNED)
    return { value: `×${THIN}${factors.format(1 + Math.abs(fraction))}`, unit: '' };
  const { value, unit } = percent(Math.abs(fraction));
  // ">99.9 %" becomes ">+99.9 %".
  return { value: value.replace(/\d/, (digit) => `${fraction < 0 ? '−' : '+'}${digit}`), unit };
}

/** "1 request", "24,580 requests". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
