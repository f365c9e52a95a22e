import { httpStatusOf, PlimsollError } from '@/lib/core/errors';

/** The answer to a request that could not be met: a sentence, and every problem. Anything else is thrown. */
export function refused(error: unknown): Response {
  if (!(error instanceof PlimsollError)) throw error;
  const { message, problems, code } = error;
  return Response.json({ message, problems }, { status: httpStatusOf(code) });
}
