import type { z } from 'zod';
import type { Problem } from './errors';

type Issue = z.core.$ZodIssue;

/** Every problem of a failed parse, with its path as a user would write it: `load.stages[0].users`. */
export function problemsOf(error: { issues: Issue[] }): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, []));
}

function problemsOfIssue(issue: Issue, above: PropertyKey[]): Problem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathOf([...path, key]),
        message: 'is not a known field; remove it or check its spelling.',
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

function pathOf(path: PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
