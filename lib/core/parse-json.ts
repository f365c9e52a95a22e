import type { z } from 'zod';

/** JSON as its schema sees it. Throws what JSON.parse or the schema throws. */
export function parseJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.output<Schema> {
  return schema.parse(JSON.parse(text));
}
