import { MISSING, missing, type Quantity, THIN, threeDigits } from './number';

/** A latency: ms below 1,000, then s: "312 ms", "1.25 s". */
export function latency(ms: number | undefined): Quantity {
  if (ms === undefined) return missing;
  return Math.abs(ms) < 999.5
    ? { value: threeDigits(ms), unit: 'ms' }
    : { value: threeDigits(ms / 1000), unit: 's' };
}

const UNITS: readonly [ms: number, unit: string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** A length of time in words, its two largest units: "10 min", "1 min 30 s", "400 ms". */
export function span(ms: number | undefined, units = 2): string {
  if (ms === undefined) return MISSING;
  if (ms > 0 && ms < 1000) return `${Math.round(ms)}${THIN}ms`;
  let rest = Math.round(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const [unitMs, unit] of UNITS) {
    const whole = Math.floor(rest / unitMs);
    if (whole > 0) parts.push(`${whole}${THIN}${unit}`);
    rest -= whole * unitMs;
    if (parts.length === units) break;
  }
  return parts.length === 0 ? `0${THIN}s` : parts.join(' ');
}

/** A run's own clock: "01:23", "1:02:03". With `tenths`, "01:23.4". */
export function clock(ms: number | undefined, tenths = false): string {
  if (ms === undefined) return MISSING;
  const inTenths = Math.floor(ms / 100);
  const seconds = Math.floor(inTenths / 10);
  const pair = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const tail = `${pair(Math.floor(seconds / 60) % 60)}:${pair(seconds % 60)}`;
  return `${hours > 0 ? `${hours}:` : ''}${tail}${tenths ? `.${inTenths % 10}` : ''}`;
}

const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Milliseconds of a length of time as people type it: "90", "90 s", "5 min", "1h 30m", "2:30".
 * A bare number is seconds. Undefined when it cannot be read.
 */
export function parseSpan(text: string): number | undefined {
  const input = text.trim().toLowerCase().replaceAll('\u202f', ' ');
  if (/^\d+(\.\d+)?$/.test(input)) return Math.round(Number(input) * 1000);
  const colons = /^(?:(\d+):)?(\d+):(\d{2})$/.exec(input);
  if (colons) {
    const [hours, minutes, seconds] = colons.slice(1).map((part) => Number(part ?? 0));
    return ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  }
  if (!/^(\d+(\.\d+)?\s*(ms|sec|s|min|m|h|d)\s*)+$/.test(input)) return undefined;
  let total = 0;
  for (const [, digits, unit] of input.matchAll(/(\d+(?:\.\d+)?)\s*(ms|sec|s|min|m|h|d)/g))
    total += Number(digits) * (UNIT_MS[unit ?? ''] ?? 0);
  return Math.round(total);
}
