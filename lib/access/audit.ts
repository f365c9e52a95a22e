import { csvCell } from '@/lib/core/csv';
import { PlimsollError } from '@/lib/core/errors';
import type { Prisma, PrismaClient } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { actorKindOf } from '@/lib/store/rows';
import { type Actor, type AuditView, SCOPES, type Scope } from './model';
import { type Verb, verbSpec, verbTitle } from './verbs';

/** Deleting a large run takes so long, with nobody else writing meanwhile. */
const VERB_MS = 120_000;
const WAIT_MS = 30_000;

/** Throws `forbidden`, with who may, where the actor lacks the scope. */
function requireScope(actor: Actor, scope: Scope): void {
  if (actor.scopes.includes(scope)) return;
  const { title, role } = SCOPES[scope];
  const what = `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  throw new PlimsollError(
    'forbidden',
    actor.kind === 'key'
      ? `The API key "${actor.name}" may not do this: it lacks the scope ${scope} (${what}).`
      : `${actor.name} may not do this: to ${what} needs the role ${role}. Ask an administrator.`,
  );
}

/** The header of an answer to nobody. */
export const ASK_FOR_KEY = { 'www-authenticate': 'Bearer' };

export interface Deed<T> {
  store: Store;
  does: (store: Store) => Promise<T>;
  /** What it was told, of which the subject is found where the result does not name it. */
  args: readonly unknown[];
}

/** Does what needs a scope, or a verb. Throws as `perform` does. */
export async function doneBy<T>(
  actor: Actor,
  need: Scope | Verb,
  { store, does, args }: Deed<T>,
): Promise<T> {
  if (!isScope(need)) return perform(store, actor, need, does, args);
  requireScope(actor, need);
  return does(store);
}

function isScope(need: Scope | Verb): need is Scope {
  return need in SCOPES;
}

/**
 * Does what a verb stands for, as this actor, and writes it into the audit log, both in one transaction: what is
 * done is told, and what is told was done. Throws `forbidden`, which is told as well, and what `does` throws.
 */
export async function perform<T>(
  store: Store,
  actor: Actor,
  verb: Verb,
  does: (store: Store) => Promise<T>,
  args: readonly unknown[] = [],
): Promise<T> {
  const { scope, noun, apart } = verbSpec(verb);
  const entry = entryOf(actor, verb, subjectOf(noun, undefined, args));
  try {
    requireScope(actor, scope);
  } catch (error) {
    const refused = error instanceof Error ? error.message : String(error);
    await store.prisma.auditEntry.create({ data: { ...entry, refused } });
    throw error;
  }
  const told = (result: T) => subjectOf(noun, result, args);
  if (apart === 'own') return does(store);
  if (apart === true) {
    const result = await does(store);
    const isDone = !(result instanceof Response) || result.ok;
    if (isDone) await store.prisma.auditEntry.create({ data: { ...entry, subject: told(result) } });
    return result;
  }
  return store.prisma.$transaction(
    async (transaction) => {
      // First a write: a transaction that has only read cannot write any more once another process has.
      const { id } = await transaction.auditEntry.create({ data: entry });
      const result = await does({ ...store, prisma: within(transaction) });
      const subject = told(result);
      if (subject !== entry.subject)
        await transaction.auditEntry.update({ where: { id }, data: { subject } });
      return result;
    },
    { timeout: VERB_MS, maxWait: WAIT_MS },
  );
}

/** The entry of what is done within a transaction, or with its run. */
export async function enter(
  transaction: Pick<Prisma.TransactionClient, 'auditEntry'>,
  actor: Actor,
  verb: Verb,
  name: string | number,
): Promise<void> {
  const subject = subjectOf(verbSpec(verb).noun, name, []);
  await transaction.auditEntry.create({ data: entryOf(actor, verb, subject) });
}

/** Tells of what was refused or done elsewhere. */
export async function recordEntry(
  { prisma }: Store,
  actor: Actor,
  verb: Verb,
  subject: string,
  refused?: string,
): Promise<void> {
  await prisma.auditEntry.create({ data: { ...entryOf(actor, verb, subject), refused } });
}

function entryOf({ kind, name, address }: Actor, verb: Verb, subject: string) {
  return { actorKind: kind, actor: name, verb, subject: subject.slice(0, MOST), address };
}

const MOST = 300;

/** A transaction as the client that verbs know: what they do at once belongs to it. */
function within(transaction: Prisma.TransactionClient): PrismaClient {
  const atOnce = async (work: unknown) => {
    if (typeof work === 'function') return work(transaction);
    const results: unknown[] = [];
    for (const query of work as Iterable<PromiseLike<unknown>>) results.push(await query);
    return results;
  };
  return new Proxy(transaction, {
    get: (inner, name) => (name === '$transaction' ? atOnce : Reflect.get(inner, name)),
  }) as unknown as PrismaClient;
}

/** "run 12": by what came of it, else by what was asked for. */
function subjectOf(noun: string, result: unknown, args: readonly unknown[]): string {
  const name = nameIn(result) ?? args.map(nameIn).find((found) => found !== undefined);
  return name === undefined ? noun : `${noun} ${name}`;
}

const NAMES = ['number', 'id', 'slug', 'email', 'name'] as const;

function nameIn(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  if (value instanceof FormData) {
    const found = NAMES.map((name) => value.get(name)).find(
      (text) => typeof text === 'string' && text !== '',
    );
    return typeof found === 'string' ? found : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const found = NAMES.map((name) => Reflect.get(value, name) as unknown).find(
    (part) => typeof part === 'number' || (typeof part === 'string' && part !== ''),
  );
  return found === undefined ? undefined : String(found);
}

export interface AuditQuery {
  /** Part of an actor's name or of a subject. */
  text?: string;
  verb?: string;
  /** Entries before this one. */
  before?: number;
  take?: number;
}

/** The newest entries first. */
export async function listAudit({ prisma }: Store, query: AuditQuery = {}): Promise<AuditView[]> {
  const { text, verb, before, take = 100 } = query;
  const entries = await prisma.auditEntry.findMany({
    where: {
      ...(text !== undefined && {
        OR: [{ actor: { contains: text } }, { subject: { contains: text } }],
      }),
      ...(verb !== undefined && { verb }),
      ...(before !== undefined && { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take,
  });
  return entries.map(({ at, refused, address, ...entry }) => ({
    ...entry,
    actorKind: actorKindOf(entry),
    at: at.toISOString(),
    title: verbTitle(entry.verb),
    refused: refused ?? undefined,
    address: address ?? undefined,
  }));
}

const AT_ONCE = 500;

/** The whole log, oldest first. Throws `invalid-input` for a format other than csv and jsonl. */
export function auditFile(store: Store, format: string) {
  if (format !== 'csv' && format !== 'jsonl')
    throw new PlimsollError('invalid-input', `The format must be csv or jsonl, not "${format}".`);
  const contentType = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
  return { fileName: `plimsoll-audit.${format}`, contentType, chunks: auditLines(store, format) };
}

const COLUMNS = [
  'id',
  'at',
  'actorKind',
  'actor',
  'verb',
  'subject',
  'refused',
  'address',
] as const;

async function* auditLines({ prisma }: Store, format: 'csv' | 'jsonl'): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\n`;
  for (let after = 0; ; ) {
    const entries = await prisma.auditEntry.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    });
    if (entries.length === 0) return;
    after = entries.at(-1)?.id ?? after;
    yield entries
      .map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }))
      .map((entry) =>
        format === 'csv'
          ? `${COLUMNS.map((column) => csvCell(entry[column])).join(',')}\n`
          : `${JSON.stringify(entry)}\n`,
      )
      .join('');
  }
}
