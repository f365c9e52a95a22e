import type { z } from 'zod';
import { PlimsollError, type Problem } from './errors';

type Issue = z.core.$ZodIssue;

/** More than anybody reads: of the others only their number is told. */
const MOST = 100;

/**
 * Every problem of a failed parse, with its path as a user would write it: `load.stages[0].users`. Of more than
 * a hundred the first hundred.
 */
export function problemsOf(error: { issues: Issue[] }): Problem[] {
  const problems = error.issues.flatMap((issue) => problemsOfIssue(issue, []));
  if (problems.length <= MOST) return problems;
  const others = (problems.length - MOST).toLocaleString('en');
  return [...problems.slice(0, MOST), { path: '', message: `And ${others} more.` }];
}

function problemsOfIssue(issue: Issue, above: PropertyKey[]): Problem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathOf([...path, key]),
        message: 'is not a known field. Remove it or check the spelling.',
      }));
    case 'invalid_union': {
      const closest = closestOf(issue.errors);
      if (closest !== undefined) return closest.flatMap((inner) => problemsOfIssue(inner, path));
      return [{ path: pathOf(path), message: issue.message }];
    }
    case 'invalid_key':
      // The key is the path's last step, and its problems are the field's.
      return issue.issues.flatMap((inner) => problemsOfIssue({ ...inner, path: [] }, path));
    default:
      return [{ path: pathOf(path), message: issue.message }];
  }
}

/**
 * Of the things a field may be, the one it was most likely meant to be: with the fewest problems of its
 * own, then the fewest below. Undefined when it is of another type than any.
 */
function closestOf(alternatives: readonly Issue[][]): Issue[] | undefined {
  const candidates = alternatives.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const own = (issues: Issue[]) =>
    issues.reduce((sum, issue) => {
      if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
      return sum + (issue.path.length <= 1 ? 1 : 0);
    }, 0);
  return candidates.toSorted((a, b) => own(a) - own(b) || a.length - b.length)[0];
}

/** `load.stages[0].users`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

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

/**
 * The schema, which also refuses an input with none of `fields`; said at the first of them, and beside whatever else
 * is wrong.
 */
export function requireOneOf<T extends z.ZodType>(schema: T, ...fields: [string, ...string[]]): T {
  const isObject = (input: unknown): input is Record<string, unknown> =>
    typeof input === 'object' && input !== null;
  return schema.refine(
    (input) => isObject(input) && fields.some((field) => input[field] !== undefined),
    {
      path: [fields[0]],
      message: 'is required.',
      // Left alone, it would wait until every field is right.
      when: ({ value }) => isObject(value),
    },
  );
}
