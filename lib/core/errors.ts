export type ErrorCode =
  | 'invalid-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unavailable';

/** One thing wrong with the input: where ("load.stages[0].users") and what to do about it. */
export interface Problem {
  path: string;
  message: string;
}

/** A failed operation, in words for its user. A failed request is a sample, never one of these. */
export class PlimsollError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly problems: Problem[] = [],
  ) {
    super(message);
    this.name = 'PlimsollError';
  }
}

/** The HTTP status that an operation's error is answered with. */
export function httpStatusOf(code: ErrorCode): number {
  switch (code) {
    case 'invalid-input':
      return 400;
    case 'unauthenticated':
      return 401;
    case 'forbidden':
      return 403;
    case 'not-found':
      return 404;
    case 'conflict':
      return 409;
    case 'unavailable':
      return 503;
  }
}
