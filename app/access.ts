import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { refused } from '@/app/api/refused';
import { actorOf, requireActor } from '@/lib/access/actor';
import { doneBy } from '@/lib/access/audit';
import type { Actor, Scope } from '@/lib/access/model';
import type { Verb } from '@/lib/access/verbs';
import { getStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';

// The dashboard's only way to the store: whoever wants it says what for, and a test enumerates who does not.

/** What somebody needs: a scope to see something, a verb to do something. 'public': it tells nothing of anybody. */
export type Need = Scope | Verb | 'public';

const needs = new WeakMap<object, Need>();

/** What a server action or a route needs; undefined where it does not say. */
export function needOf(entrance: object): Need | undefined {
  return needs.get(entrance);
}

/** Says what a server action or a route needs. */
export function needing<F extends object>(need: Need, entrance: F): F {
  needs.set(entrance, need);
  return entrance;
}

/** Who reads this page; undefined for nobody. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  // First, so that a build, which has no request, leaves the page to one, and the store alone.
  const asked = await headers();
  return actorOf(await getStore(), asked);
});

/** The store for a page. Whoever is nobody is led to the log-in, and back. */
export async function pageStore(scope: Scope = 'read'): Promise<Store> {
  const actor = await currentActor().catch(() => undefined);
  if (actor === undefined) {
    const from = (await headers()).get(PATH_HEADER);
    redirect(
      from === null || from === '/' ? '/log-in' : `/log-in?next=${encodeURIComponent(from)}`,
    );
  }
  if (!actor.scopes.includes(scope)) forbidden();
  return getStore();
}

/** Set by scripts/processes/door.mjs: the page that is asked for. */
const PATH_HEADER = 'x-plimsoll-path';

/** The store for what everybody may see who has its address. */
export const publicStore = getStore;

/** Does what a server action is for, as whoever sent it. Throws `unauthenticated`, `forbidden`, and what it throws. */
export async function asSender<T>(
  need: Scope | Verb,
  does: (store: Store) => Promise<T>,
  args: readonly unknown[],
): Promise<T> {
  const store = await getStore();
  return doneBy(await requireActor(store, await headers()), need, { store, does, args });
}

type Params = Record<string, string | string[] | undefined>;

/**
 * A route: checks who asks before anything else, and answers what it throws with a sentence. Its parameters' values are
 * what the audit log calls the subject.
 */
export function route<P extends Params>(
  need: Scope | Verb,
  answer: (store: Store, request: Request, params: P, actor: Actor) => Promise<Response>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return needing(need, async (request, context) => {
    try {
      const [store, params] = [await getStore(), await context.params];
      const actor = await requireActor(store, request.headers);
      const does = (within: Store) => answer(within, request, params, actor);
      return await doneBy(actor, need, { store, does, args: Object.values(params ?? {}) });
    } catch (error) {
      return refused(error);
    }
  });
}
