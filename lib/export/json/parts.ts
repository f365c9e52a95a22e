import { z } from 'zod';
import { objectiveSchema } from '@/lib/plan/objective';
import { VERDICTS } from '@/lib/verdict/model';

/** In JSON what is missing is null, and so is a number that JSON cannot say; in code both are left out. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  type Value = z.input<Schema> | null;
  return z.codec(z.custom<Value>().optional(), schema.nullable(), {
    decode: (value): Value => (value === undefined || isUnsayable(value) ? null : value),
    encode: (value): Value => value,
  });
}

function isUnsayable(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

/** A value in its JSON's form: what the schema does not list is left out, what is missing becomes null. */
export function jsonOf<Schema extends z.ZodType>(
  schema: Schema,
  value: z.input<Schema>,
): z.output<Schema> {
  return schema.parse(value);
}

export const instant = z.iso.datetime().describe('ISO 8601 timestamp in UTC.');
export const share = z.number().describe('Fraction of 1.');
export const ms = z.number().describe('Milliseconds.');

export const verdictSchema = z.enum(VERDICTS).meta({ id: 'Verdict' });
export const objectiveRef = objectiveSchema.meta({ id: 'Objective' });
