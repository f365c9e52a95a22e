import { type ErrorCode, PlimsollError } from '@/lib/errors/plimsoll-error';

const STATUS: Record<ErrorCode, number> = {
  'invalid-input': 400,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
};

/** The answer to a request that could not be met: a sentence, and every problem. Anything else is thrown. */
export function refused(error: unknown): Response {
  if (!(error instanceof PlimsollError)) throw error;
  const { message, problems, code } = error;
  return Response.json({ message, problems }, { status: STATUS[code] });
}
