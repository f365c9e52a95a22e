import type { z } from 'zod';

/**
 * The schema, which also refuses an input with none of `fields`; said at the first of them, and beside whatever else
 * is wrong.
 */
export function mustChoose<T extends z.ZodType>(schema: T, ...fields: [string, ...string[]]): T {
  const isObject = (input: unknown): input is Record<string, unknown> =>
    typeof input === 'object' && input !== null;
  return schema.refine(
    (input) => isObject(input) && fields.some((field) => input[field] !== undefined),
    {
      path: [fields[0]],
      message: 'must be chosen.',
      // Left alone, it would wait until every field is right.
      when: ({ value }) => isObject(value),
    },
  );
}
