import type { ZodError } from 'zod';
import type { Problem } from './plimsoll-error';

/** Every problem of a failed parse, with its path as a user would write it: `load.stages[0].users`. */
export function problemsOf(error: ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: pathOf([...issue.path, key]),
        message: 'is not a known field; remove it or check its spelling.',
      }));
    return [{ path: pathOf(issue.path), message: issue.message }];
  });
}

function pathOf(path: PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
