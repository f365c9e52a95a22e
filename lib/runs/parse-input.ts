import type { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { problemsOf } from '@/lib/core/problems';

/** The input as the schema sees it, or `invalid-input` with `message` and every problem at once. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
  message: string,
): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new PlimsollError('invalid-input', message, problemsOf(parsed.error));
}
