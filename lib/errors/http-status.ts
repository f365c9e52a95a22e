import type { ErrorCode } from '@/lib/core/errors';

/** The HTTP status that an operation's error is answered with. */
export function httpStatusOf(code: ErrorCode): number {
  switch (code) {
    case 'invalid-input':
      return 400;
    case 'not-found':
      return 404;
    case 'conflict':
      return 409;
    case 'unavailable':
      return 503;
  }
}
