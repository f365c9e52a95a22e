import { randomBytes, timingSafeEqual } from 'node:crypto';
import { userInfo } from 'node:os';
import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { roleOf } from '@/lib/store/rows';
import { actorOfKey } from './keys';
import { logInOf } from './log-in';
import { type Actor, LOCAL_ACTOR, SCOPE_NAMES, scopesOf } from './model';
import { ADDRESS_HEADER, accessSettings } from './settings';

const held = globalThis as typeof globalThis & { plimsollPrinter?: string };

/**
 * By what this process knows a browser that prints its pages; new with each start. Who starts a dashboard in order to
 * print chooses it.
 */
export function printerToken(): string {
  held.plimsollPrinter ??=
    process.env.PLIMSOLL_PRINTER_TOKEN || randomBytes(32).toString('base64url');
  return held.plimsollPrinter;
}

/**
 * Who sent a request: by its API key, else by its session. Where there is no log-in it is whoever is at this machine.
 * Undefined for nobody; throws `unauthenticated` for a key that is not valid.
 */
export async function actorOf(
  store: Store,
  headers: Headers,
  nowMs = Date.now(),
): Promise<Actor | undefined> {
  const address = headers.get(ADDRESS_HEADER) ?? undefined;
  const [, token] = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (token !== undefined && isPrinter(token))
    return { kind: 'local', name: 'printing', scopes: ['read'] };
  if (token !== undefined) return { ...(await actorOfKey(store, token, nowMs)), address };
  if (!accessSettings().required) return { ...LOCAL_ACTOR, address };
  const session = await logInOf(store).api.getSession({ headers });
  if (session === null) return undefined;
  const user = await store.prisma.user.findUnique({ where: { id: session.user.id } });
  if (user === null || user.disabled) return undefined;
  return {
    kind: 'user',
    name: user.email,
    userId: user.id,
    scopes: scopesOf(roleOf(user)),
    address,
  };
}

/** As `actorOf`; throws `unauthenticated` for nobody. */
export async function requireActor(store: Store, headers: Headers): Promise<Actor> {
  const actor = await actorOf(store, headers);
  if (actor !== undefined) return actor;
  throw new PlimsollError(
    'unauthenticated',
    'Log in first, or send an API key: "authorization: Bearer plimsoll_…".',
  );
}

/** Who uses the command line: whoever can read the data folder may do everything. */
export function commandActor(): Actor {
  return { kind: 'command', name: accountName(), scopes: SCOPE_NAMES };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'command line';
  }
}

function isPrinter(token: string): boolean {
  const [told, known] = [Buffer.from(token), Buffer.from(printerToken())];
  return told.length === known.length && timingSafeEqual(told, known);
}
