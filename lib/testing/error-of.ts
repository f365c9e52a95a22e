import { PlimsollError } from '@/lib/core/errors';

/** The PlimsollError that a call ends in; fails the test when it ends well. */
export async function errorOf(call: Promise<unknown>): Promise<PlimsollError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof PlimsollError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}
