import { httpStatusOf, PlimsollError } from '@/lib/core/errors';

/** What is not to be had now may be had then. */
const RETRY_AFTER = { 'retry-after': '30' };

/** The answer to a request that could not be met: a sentence, and every problem. Anything else is thrown. */
export function refused(error: unknown): Response {
  if (!(error instanceof PlimsollError)) throw error;
  const { message, problems, code } = error;
  const headers = code === 'unavailable' ? RETRY_AFTER : undefined;
  return Response.json({ message, problems }, { status: httpStatusOf(code), headers });
}
