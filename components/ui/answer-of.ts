import { unstable_rethrow } from 'next/navigation';
import type { FormState } from './forms/form-state';

/** A server action's answer; when none came, that is the answer. Redirects go on to the router. */
export async function answerOf(action: () => Promise<FormState>): Promise<FormState> {
  try {
    return await action();
  } catch (error) {
    unstable_rethrow(error);
    return {
      status: 'refused',
      message: 'The dashboard did not answer. Check that it is running, then try again.',
      problems: [],
    };
  }
}
