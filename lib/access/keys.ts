import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import type { Store } from '@/lib/store/open-store';
import { roleOf, scopesIn } from '@/lib/store/rows';
import { type Actor, type KeyView, scopeSchema, scopesOf } from './model';

/** What a key begins with, by which scanners of repositories may know it. */
const PREFIX = 'plimsoll_';
const SHOWN = PREFIX.length + 6;
/** "Last used" is as exact as this: it would be a write for each request. */
const USED_MS = 60_000;
const DAY_MS = 24 * 3600_000;

const keySchema = z.object({
  name: z
    .string('is required.')
    .trim()
    .min(1, 'is required.')
    .max(100, 'must be at most 100 characters.'),
  scopes: z.array(scopeSchema).min(1, 'at least one is required.'),
  /** Absent: it does not expire. */
  days: z
    .number('must be a number of days.')
    .int('must be a whole number of days.')
    .min(1, 'must be at least 1 day.')
    .max(3650, 'must be at most 3,650 days.')
    .optional(),
});

/** Adds a key of this actor's, who is told it now and never again. Throws `invalid-input`, `forbidden`. */
export async function addKey(
  { prisma }: Store,
  actor: Actor,
  input: unknown,
  nowMs: number,
): Promise<{ name: string; key: string }> {
  const { name, scopes, days } = parseInput(keySchema, input, 'The API key was not added.');
  const beyond = scopes.filter((scope) => !actor.scopes.includes(scope));
  if (beyond.length > 0)
    throw new PlimsollError('forbidden', `You cannot give away ${beyond.join(', ')} yourself.`);
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  await prisma.apiKey.create({
    data: {
      name,
      start: key.slice(0, SHOWN),
      hash: hashOf(key),
      scopes: [...new Set(scopes)].join(','),
      createdBy: actor.name,
      userId: actor.userId,
      expiresAt: days === undefined ? null : new Date(nowMs + days * DAY_MS),
    },
  });
  return { name, key };
}

export async function listKeys({ prisma }: Store): Promise<KeyView[]> {
  const keys = await prisma.apiKey.findMany({ orderBy: { id: 'asc' } });
  return keys.map((key) => ({
    id: key.id,
    name: key.name,
    start: key.start,
    scopes: scopesIn(key),
    createdBy: key.createdBy,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString(),
  }));
}

/** Throws `not-found`. */
export async function revokeKey({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.apiKey.deleteMany({ where: { id } });
  if (count === 0) throw new PlimsollError('not-found', `There is no API key ${id}.`);
}

/**
 * Who sends this key: it may do what it was given, and of that no more than its user may now. Throws
 * `unauthenticated` for one that is unknown, revoked or expired, or whose user is disabled.
 */
export async function actorOfKey({ prisma }: Store, key: string, nowMs: number): Promise<Actor> {
  const found = await prisma.apiKey.findUnique({
    where: { hash: hashOf(key) },
    include: { user: true },
  });
  if (found === null || found.user?.disabled === true)
    throw new PlimsollError('unauthenticated', 'The API key is not valid, or was revoked.');
  const { expiresAt, lastUsedAt, user } = found;
  if (expiresAt !== null && expiresAt.getTime() <= nowMs)
    throw new PlimsollError(
      'unauthenticated',
      `The API key "${found.name}" expired on ${expiresAt.toISOString().slice(0, 10)}. Add a new one.`,
    );
  if (nowMs - (lastUsedAt?.getTime() ?? 0) > USED_MS)
    await prisma.apiKey.update({
      where: { id: found.id },
      data: { lastUsedAt: new Date(nowMs) },
    });
  const own = user === null ? undefined : scopesOf(roleOf(user));
  const scopes = scopesIn(found).filter((scope) => own?.includes(scope) ?? true);
  return { kind: 'key', name: found.name, userId: found.userId ?? undefined, scopes };
}

/** A key is as random as its hash: it needs neither salt nor slowness. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
