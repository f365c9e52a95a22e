import { z } from 'zod';
import { PLAN_LIMITS } from './plan-limits';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Any JSON, not too deep. */
export const jsonSchema = z
  .custom<JsonValue>((value) => value !== undefined, 'must be given.')
  .superRefine((value, context) => {
    const message = problemIn(value, 0);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** Every text in it with its path; keys are not texts. */
export function textsIn(
  value: unknown,
  path: PropertyKey[] = [],
): { path: PropertyKey[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null || path.length > PLAN_LIMITS.jsonDepth) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function problemIn(value: unknown, depth: number): string | undefined {
  if (depth > PLAN_LIMITS.jsonDepth)
    return `must not be more than ${PLAN_LIMITS.jsonDepth} levels deep.`;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : 'must be JSON: numbers must be finite.';
    case 'object':
      break;
    default:
      return `must be JSON: it has a ${typeof value} in it.`;
  }
  for (const item of Object.values(value ?? {})) {
    const problem = problemIn(item, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
