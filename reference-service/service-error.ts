import type { ZodError } from 'zod';

/** Every way an operation can fail for a reason that its caller is told. */
export type ServiceErrorKind =
  | 'parse'
  | 'envelope'
  | 'method'
  | 'params'
  | 'not_found'
  | 'budget'
  | 'validation'
  | 'cannot_cancel'
  | 'queue_full'
  | 'evaluation'
  | 'export_limit';

/** An operation that failed, with all the problems found, as sentences for its caller. */
export class ServiceError extends Error {
  constructor(
    readonly kind: ServiceErrorKind,
    message: string,
    readonly problems: readonly string[] = [message],
  ) {
    super(message);
  }
}

const MAX_LISTED = 200;

/** Every problem as a sentence that begins with the path of its field; past 200, how many more. */
export function validationProblems({ issues }: Pick<ZodError, 'issues'>): string[] {
  const sentences = issues
    .slice(0, MAX_LISTED)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}.`));
  const more = issues.length - MAX_LISTED;
  return more > 0 ? [...sentences, `There are ${more} more problems.`] : sentences;
}
