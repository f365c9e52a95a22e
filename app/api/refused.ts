import { ASK_FOR_KEY } from '@/lib/access/audit';
import { type ErrorCode, httpStatusOf, PlimsollError } from '@/lib/core/errors';

/** What is not to be had now may be had then. */
const RETRY_AFTER = { 'retry-after': '30' };

/** The answer to a request that could not be met: a sentence, and every problem. Anything else is thrown. */
export function refused(error: unknown): Response {
  if (!(error instanceof PlimsollError)) throw error;
  const { message, problems, code } = error;
  return Response.json(
    { message, problems },
    { status: httpStatusOf(code), headers: headersOf(code) },
  );
}

function headersOf(code: ErrorCode): Record<string, string> | undefined {
  if (code === 'unavailable') return RETRY_AFTER;
  return code === 'unauthenticated' ? ASK_FOR_KEY : undefined;
}
