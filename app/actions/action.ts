import { DONE, type FormState } from '@/components/ui/forms/form-state';
import { PlimsollError } from '@/lib/core/errors';

/** Does it; what went wrong comes back as form state, for its user to read beside the form. */
export async function attempt(verb: () => Promise<unknown>): Promise<FormState> {
  try {
    await verb();
    return DONE;
  } catch (error) {
    return refusal(error);
  }
}

export function refusal(error: unknown): FormState {
  if (error instanceof PlimsollError)
    return { status: 'refused', message: error.message, problems: error.problems };
  console.error(error);
  return {
    status: 'refused',
    message: 'Something went wrong inside Plimsoll. Try again; the dashboard’s log says more.',
    problems: [],
  };
}
