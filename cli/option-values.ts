import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { parseSpan } from '@/lib/core/duration';

/** Of every command that loads a target. */
export const CONFIRM_HOST = [
  '--confirm-host <name>',
  'the target’s host, required where that is another machine',
] as const;

/** Reads a whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(
        `Must be a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}.`,
      );
    return value;
  };
}

/** Reads a number by the schema of the field that it is for. */
export function numberOf(field: z.ZodType<number | undefined>): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const parsed = field.safeParse(value);
    if (parsed.success) return value;
    throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message}`);
  };
}

/** Reads a number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value)))
    throw new InvalidArgumentError('Must be a number greater than 0.');
  return value;
}

/** Reads a length of time such as `30s`, `5m` or `1h30m`, as ms. */
export function duration(text: string): number {
  const ms = parseSpan(text);
  if (ms === undefined)
    throw new InvalidArgumentError('Must be a duration, such as 30s, 5m or 1h30m.');
  return ms;
}

/** Reads whole numbers from `min` to `max` with commas between them: "1,5,12". */
export function numberList(min: number, max: number): (text: string) => number[] {
  return (text) => {
    const values = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : -1));
    if (values.some((value) => value < min || value > max))
      throw new InvalidArgumentError(
        `Must be a comma-separated list of numbers from ${min} to ${max}, such as ${min},${max}.`,
      );
    return values;
  };
}

/** "5%" or "5", as a share. */
export function percentage(text: string): number {
  const value = Number(text.trim().replace(/\s*%$/, ''));
  if (text.trim() === '' || !(value > 0 && value <= 100))
    throw new InvalidArgumentError('Must be a percentage greater than 0, such as 5%.');
  return value / 100;
}
