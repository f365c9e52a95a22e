import { z } from 'zod';
import { PLAN_LIMITS } from './schema-parts';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Any JSON, not too deep. */
export const jsonSchema = z
  .custom<JsonValue>((value) => value !== undefined, 'is required.')
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
    return `must not be nested more than ${PLAN_LIMITS.jsonDepth} levels deep.`;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : 'must be valid JSON: numbers must be finite.';
    case 'object':
      break;
    default:
      return `must be valid JSON: it contains a ${typeof value}.`;
  }
  for (const item of Object.values(value ?? {})) {
    const problem = problemIn(item, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export type JsonPath = readonly (string | number)[];

const STEP = /\.([A-Za-z0-9_$-]+)|\[(\d{1,9})\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** Reads `$.result.jobs[0]['a key']`; undefined when it is not one. */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const [, name, index, single, double] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? (single ?? double ?? '').replace(/\\(.)/gs, '$1'));
  }
  return steps;
}

/** What stands at the path; undefined when nothing does. */
export function readJsonPath(path: JsonPath, value: unknown): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    if (typeof step === 'number' && !Array.isArray(here)) return undefined;
    if (!Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}
