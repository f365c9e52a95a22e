import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { asSender, needing } from '@/app/access';
import { DONE, type FormState } from '@/components/ui/forms/form-state';
import type { Scope } from '@/lib/access/model';
import type { Verb } from '@/lib/access/verbs';
import { PlimsollError } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { parseForeignJson } from '@/lib/core/parse-json';
import type { Store } from '@/lib/store/open-store';

interface After<Result, Told> {
  /** The page to go to once it is done; without one its user stays on the page, which is shown anew. */
  goTo?: (result: Result) => string;
  /** What the page must know of what was made, beside that it was. */
  tell?: (result: Result) => Told;
}

/**
 * A server action that changes something: does it with the store, if its sender may, and answers with what a form shows, done or
 * refused with every problem. Either way the pages show what is stored now.
 */
export function action<Args extends unknown[], Result, Told = undefined>(
  verb: Verb,
  does: (store: Store, ...args: Args) => Promise<Result>,
  { goTo, tell }: After<Result, Told> = {},
): (...args: Args) => Promise<FormState & { told?: Told }> {
  return needing(verb, async (...args: Args) => {
    const outcome = await attempt(verb, does, args);
    revalidatePath('/', 'layout');
    if (outcome.status === 'refused') return outcome;
    if (goTo !== undefined) redirect(goTo(outcome.result));
    return { ...DONE, told: tell?.(outcome.result) };
  });
}

/** A server action that only reads: answers with what was asked for, or with why there is none. */
export function query<Args extends unknown[], Result>(
  need: Scope | Verb,
  reads: (store: Store, ...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result | Refusal> {
  return needing(need, async (...args: Args) => {
    const outcome = await attempt(need, reads, args);
    return outcome.status === 'refused' ? outcome : outcome.result;
  });
}

type Refusal = FormState & { status: 'refused'; message: string };

async function attempt<Args extends unknown[], Result>(
  need: Scope | Verb,
  does: (store: Store, ...args: Args) => Promise<Result>,
  args: Args,
): Promise<{ status: 'done'; result: Result } | Refusal> {
  try {
    return { status: 'done', result: await asSender(need, (store) => does(store, ...args), args) };
  } catch (error) {
    return refusal(error);
  }
}

/** What a form shows of an error. */
export function refusal(error: unknown): Refusal {
  if (error instanceof PlimsollError)
    return { status: 'refused', message: error.message, problems: error.problems };
  log.error({ error }, 'A server action failed.');
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

/** The name of a host as it was typed, of a call without a form. */
export function typed(host: unknown): string | undefined {
  return typeof host === 'string' ? host : undefined;
}

/** A field as number; undefined when empty, NaN (which no verb accepts) when it is not one. */
export function number(data: FormData, name: string): number | undefined {
  const value = text(data, name)?.trim();
  return value === undefined || value === '' ? undefined : Number(value);
}

/** Parses JSON that a form's own script wrote; undefined when it is none. */
export function json(data: FormData, name: string): unknown {
  try {
    return parseForeignJson(text(data, name) ?? '');
  } catch {
    return undefined;
  }
}
