'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { currentActor, needing, publicStore } from '@/app/access';
import type { FormState } from '@/components/ui/forms/form-state';
import { recordEntry } from '@/lib/access/audit';
import { addKey, revokeKey } from '@/lib/access/keys';
import { logInOf, SINGLE_SIGN_ON, signIn } from '@/lib/access/log-in';
import { ADDRESS_HEADER } from '@/lib/access/settings';
import { changePassword, deleteUser, saveUser } from '@/lib/access/users';
import { PlimsollError } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { action, number, refusal, text } from './action';

/** Adds a user, or changes the one of that e-mail address. */
export const saveUserAction = action('user.save', (store, data: FormData) =>
  saveUser(store, {
    email: text(data, 'email'),
    role: text(data, 'role'),
    password: text(data, 'password') || undefined,
    disabled: data.has('disabled'),
  }),
);

export const deleteUserAction = action('user.delete', (store, email: string) =>
  deleteUser(store, String(email)),
);

/** Adds an API key; it is shown this once. */
export const addKeyAction = action(
  'key.add',
  async (store, data: FormData) => addKey(store, await me(), keyOf(data), Date.now()),
  { tell: ({ key }) => key },
);

function keyOf(data: FormData) {
  return { name: text(data, 'name'), scopes: data.getAll('scopes'), days: number(data, 'days') };
}

export const revokeKeyAction = action('key.revoke', (store, id: number) =>
  revokeKey(store, Number(id)),
);

/** A user's own new password; it ends every session, this one too. */
export const changePasswordAction = action(
  'user.password',
  async (store, data: FormData) => {
    const { userId } = await me();
    if (userId === undefined)
      throw new PlimsollError('conflict', 'There is no log-in here, so there is no password.');
    return changePassword(store, userId, {
      present: text(data, 'present'),
      next: text(data, 'next'),
    });
  },
  { goTo: () => '/log-in' },
);

async function me() {
  const actor = await currentActor();
  if (actor === undefined) throw new PlimsollError('unauthenticated', 'Log in first.');
  return actor;
}

/** Logs in with e-mail address and password, and goes to where its user wanted to. */
export const logInAction = needing(
  'public',
  async function logIn(data: FormData): Promise<FormState> {
    const sent = await headers();
    try {
      await signIn(
        await publicStore(),
        { email: text(data, 'email') ?? '', password: text(data, 'password') ?? '' },
        {
          headers: new Headers(sent),
          address: sent.get(ADDRESS_HEADER) ?? undefined,
          nowMs: Date.now(),
        },
      );
    } catch (error) {
      return refusal(error);
    }
    redirect(pathOf(text(data, 'next')));
  },
);

/** Goes to the identity provider. */
export const singleSignOnAction = needing(
  'public',
  async function singleSignOn(data: FormData): Promise<FormState> {
    let url: string | undefined;
    try {
      const answer = await logInOf(await publicStore()).api.signInSocial({
        body: {
          provider: SINGLE_SIGN_ON,
          callbackURL: pathOf(text(data, 'next')),
          errorCallbackURL: '/log-in',
          disableRedirect: true,
        },
        headers: new Headers(await headers()),
      });
      url = answer.url;
    } catch (error) {
      log.error({ error }, 'The log-in by single sign-on failed.');
    }
    if (url === undefined)
      return refusal(
        new PlimsollError(
          'unavailable',
          'The identity provider cannot be reached. Try again, or ask an administrator.',
        ),
      );
    redirect(url);
  },
);

export const logOutAction = needing('public', async function logOut(): Promise<void> {
  const store = await publicStore();
  const actor = await currentActor();
  await logInOf(store).api.signOut({ headers: new Headers(await headers()) });
  if (actor?.kind === 'user') await recordEntry(store, actor, 'user.log-out', actor.name);
  redirect('/log-in');
});

/** A path of ours, never another site's. */
function pathOf(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}
