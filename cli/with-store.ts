import { createInterface } from 'node:readline/promises';
import { commandActor } from '@/lib/access/actor';
import { perform } from '@/lib/access/audit';
import type { Verb } from '@/lib/access/verbs';
import { PlimsollError } from '@/lib/core/errors';
import { getStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';
import { hostsToConfirm } from '@/lib/targets/model';

/** Opens the store for one command, and closes it whatever happens. */
export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await getStore();
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/**
 * Does what a verb stands for, as whoever uses the command line; `subject` names what the result does not. Where another
 * machine would be loaded, its name is asked for on a terminal, and passed on.
 */
export async function commanded<T>(
  store: Store,
  verb: Verb,
  does: (store: Store, confirmHost?: string) => Promise<T>,
  subject?: string | number,
): Promise<T> {
  const attempt = (confirmHost?: string) =>
    perform(store, commandActor(), verb, (within) => does(within, confirmHost), [subject]);
  try {
    return await attempt();
  } catch (error) {
    const problems = error instanceof PlimsollError ? error.problems : [];
    const asked = problems.find(({ path }) => /(^|\.)confirmHost$/.test(path));
    if (asked === undefined || !process.stdin.isTTY) throw error;
    return attempt(await askForHost(asked.message));
  }
}

async function askForHost(message: string): Promise<string> {
  const { hosts, what } = hostsToConfirm(message);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(
      `${hosts} is another machine. It is going to be loaded with ${what}.\nType ${hosts} to confirm: `,
    );
  } finally {
    terminal.close();
  }
}

/** `withStore` for a command that is one verb. */
export function withCommand<T>(
  verb: Verb,
  does: (store: Store, confirmHost?: string) => Promise<T>,
  subject?: string | number,
): Promise<T> {
  return withStore((store) => commanded(store, verb, does, subject));
}
