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
    message: 'Something went wrong. Try again, or check the dashboard log for details.',
    problems: [],
  };
}

/** A field as text; undefined when the form has none of that name. */
export function text(data: FormData, name: string): string | undefined {
  const value = data.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** A field as number; undefined when empty, NaN (which no verb accepts) when it is not one. */
export function number(data: FormData, name: string): number | undefined {
  const value = text(data, name)?.trim();
  return value === undefined || value === '' ? undefined : Number(value);
}

/** Parses JSON that a form's own script wrote; undefined when it is none. */
export function json(data: FormData, name: string): unknown {
  try {
    return JSON.parse(text(data, name) ?? '');
  } catch {
    return undefined;
  }
}
