import { expect, it, onTestFinished } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { openTestStore } from '@/lib/testing/open-test-store';
import { actorOf, printerToken } from './actor';
import { listAudit } from './audit';
import { addKey, listKeys, revokeKey } from './keys';
import { logInOf, signIn } from './log-in';
import { LOCAL_ACTOR } from './model';
import { ADDRESS_HEADER } from './settings';
import { changePassword, deleteUser, listUsers, saveUser } from './users';

const NOW_MS = Date.parse('2026-12-01T08:00:00Z');
const PASSWORD = 'correct horse battery';
const ada = { email: 'Ada@Example.com', role: 'administrator', password: PASSWORD };
const vic = { email: 'vic@example.com', role: 'viewer', password: PASSWORD };

/** A store with log-in, and an administrator and a viewer. */
async function openGuarded(): Promise<Store> {
  const before = process.env.PLIMSOLL_ACCESS;
  process.env.PLIMSOLL_ACCESS = 'on';
  onTestFinished(() => {
    if (before === undefined) delete process.env.PLIMSOLL_ACCESS;
    else process.env.PLIMSOLL_ACCESS = before;
  });
  const store = openTestStore();
  await saveUser(store, ada);
  await saveUser(store, vic);
  return store;
}

const headersWith = (headers: Record<string, string> = {}) =>
  new Headers({ [ADDRESS_HEADER]: '127.0.0.1', ...headers });

const tryToSignIn = (store: Store, email: string, password: string, nowMs = Date.now()) =>
  signIn(store, { email, password }, { headers: headersWith(), address: '127.0.0.1', nowMs });

/** The cookie that a browser has after it has logged in. */
async function cookieOf(store: Store, email: string): Promise<string> {
  const { headers } = await logInOf(store).api.signInEmail({
    body: { email, password: PASSWORD },
    headers: headersWith(),
    returnHeaders: true,
  });
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

it('knows a user by the session’s cookie, as long as the user may log in', async () => {
  const store = await openGuarded();
  expect(await actorOf(store, headersWith())).toBeUndefined();
  const cookie = await cookieOf(store, 'vic@example.com');
  expect(await actorOf(store, headersWith({ cookie }))).toMatchObject({
    kind: 'user',
    name: 'vic@example.com',
    scopes: ['read'],
    address: '127.0.0.1',
  });
  expect(await actorOf(store, headersWith({ cookie: `${cookie}x` }))).toBeUndefined();
  await saveUser(store, { ...vic, password: undefined, disabled: true });
  expect(await actorOf(store, headersWith({ cookie }))).toBeUndefined();
  await expect(tryToSignIn(store, vic.email, PASSWORD)).rejects.toThrow('or the user is disabled');
});

it('another role ends the sessions, a new password too', async () => {
  const store = await openGuarded();
  const cookie = await cookieOf(store, 'vic@example.com');
  await saveUser(store, { ...vic, password: undefined, role: 'operator' });
  expect(await actorOf(store, headersWith({ cookie }))).toBeUndefined();
  const again = await cookieOf(store, 'vic@example.com');
  const actor = await actorOf(store, headersWith({ cookie: again }));
  const input = { present: 'wrong', next: 'another fine password' };
  await expect(changePassword(store, actor?.userId ?? '', input)).rejects.toMatchObject({
    problems: [{ path: 'present', message: 'is not the present password.' }],
  });
  await changePassword(store, actor?.userId ?? '', { ...input, present: PASSWORD });
  expect(await actorOf(store, headersWith({ cookie: again }))).toBeUndefined();
  await expect(tryToSignIn(store, vic.email, PASSWORD)).rejects.toThrow('the password is wrong');
  await tryToSignIn(store, vic.email, 'another fine password');
});

it('stops guessing of a password, also after a restart, and says nothing of who exists', async () => {
  const store = await openGuarded();
  const said = new Set<string>();
  for (let guess = 0; guess < 10; guess++)
    await tryToSignIn(store, vic.email, `guess ${guess}`).catch((error) => said.add(String(error)));
  await tryToSignIn(store, 'nobody@example.com', PASSWORD).catch((error) =>
    said.add(String(error)),
  );
  expect(said.size).toBe(1);
  await expect(tryToSignIn(store, vic.email, PASSWORD)).rejects.toThrow(
    'Too many log-ins have failed. Try again in 15 minutes',
  );
  await tryToSignIn(store, 'ada@example.com', PASSWORD);
  await tryToSignIn(store, vic.email, PASSWORD, Date.now() + 16 * 60_000);
  const [latest] = await listAudit(store);
  expect(latest).toMatchObject({ actor: vic.email, title: 'Logged in', address: '127.0.0.1' });
});

it('keeps an administrator, and refuses weak passwords with every problem', async () => {
  const store = await openGuarded();
  const conflict = 'ada@example.com is the only administrator.';
  await expect(deleteUser(store, 'ada@example.com')).rejects.toThrow(conflict);
  await expect(saveUser(store, { ...ada, role: 'viewer' })).rejects.toThrow(conflict);
  await expect(saveUser(store, { ...ada, disabled: true })).rejects.toThrow(conflict);
  await expect(
    saveUser(store, { email: 'x', role: 'king', password: 'short' }),
  ).rejects.toMatchObject({
    problems: [{ path: 'email' }, { path: 'role' }, { path: 'password' }],
  });
  await saveUser(store, { ...vic, role: 'administrator' });
  await deleteUser(store, 'ada@example.com');
  expect(await listUsers(store)).toMatchObject([
    { email: 'vic@example.com', role: 'administrator', logsInBy: ['password'] },
  ]);
});

it('keeps no password and no key that could be read', async () => {
  const store = await openGuarded();
  const { key } = await addKey(store, LOCAL_ACTOR, { name: 'CI', scopes: ['read'] }, NOW_MS);
  const everything = JSON.stringify([
    await store.prisma.user.findMany({ include: { accounts: true, sessions: true } }),
    await store.prisma.apiKey.findMany(),
  ]);
  expect(everything).not.toContain(PASSWORD);
  expect(everything).not.toContain(key);
});

it('an API key may do what it was given, of that no more than its user, until it expires', async () => {
  const store = await openGuarded();
  const cookie = await cookieOf(store, 'ada@example.com');
  const owner = (await actorOf(store, headersWith({ cookie }))) ?? LOCAL_ACTOR;
  const input = { name: 'CI', scopes: ['read', 'runs:start', 'access:manage'], days: 30 };
  const { key } = await addKey(store, owner, input, NOW_MS);
  const headers = headersWith({ authorization: `Bearer ${key}` });
  expect(await actorOf(store, headers, NOW_MS)).toMatchObject({
    kind: 'key',
    name: 'CI',
    scopes: ['read', 'runs:start', 'access:manage'],
  });
  await saveUser(store, { ...vic, role: 'administrator' });
  await saveUser(store, { ...ada, role: 'operator' });
  expect((await actorOf(store, headers, NOW_MS))?.scopes).toEqual(['read', 'runs:start']);
  expect(await listKeys(store)).toMatchObject([
    {
      name: 'CI',
      start: key.slice(0, 15),
      createdBy: 'ada@example.com',
      expiresAt: '2026-12-31T08:00:00.000Z',
      lastUsedAt: '2026-12-01T08:00:00.000Z',
    },
  ]);
  await expect(actorOf(store, headers, NOW_MS + 31 * 86_400_000)).rejects.toThrow(
    'The API key "CI" expired on 2026-12-31.',
  );
  await revokeKey(store, 1);
  await expect(actorOf(store, headers, NOW_MS)).rejects.toThrow('not valid, or was revoked');
});

it('nobody gives away more than they have', async () => {
  const store = await openGuarded();
  const operator = { ...LOCAL_ACTOR, scopes: ['read', 'runs:start'] as const };
  const input = { name: 'CI', scopes: ['read', 'access:manage'] };
  await expect(addKey(store, operator, input, NOW_MS)).rejects.toThrow('access:manage');
});

it('a browser that prints may read, and nothing else', async () => {
  const store = await openGuarded();
  const authorization = `Bearer ${printerToken()}`;
  expect(await actorOf(store, headersWith({ authorization }))).toMatchObject({ scopes: ['read'] });
  expect(printerToken().length).toBeGreaterThan(40);
});

it('where there is no log-in, whoever is at this machine may do everything', async () => {
  const store = openTestStore();
  expect(await actorOf(store, headersWith())).toMatchObject({ kind: 'local' });
});
