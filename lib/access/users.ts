import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import type { Store } from '@/lib/store/open-store';
import { roleOf } from '@/lib/store/rows';
import { LEAST_PASSWORD, logInOf } from './log-in';
import { type Role, roleSchema, type UserView } from './model';

const PASSWORD = 'credential';
const MOST_PASSWORD = 256;

const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(200, 'must be at most 200 characters.')
  .pipe(z.email('must be an e-mail address, such as ada@example.com.'));
const passwordSchema = z
  .string()
  .min(LEAST_PASSWORD, `must be at least ${LEAST_PASSWORD} characters.`)
  .max(MOST_PASSWORD, `must be at most ${MOST_PASSWORD} characters.`);

const userSchema = z.object({
  email: emailSchema,
  role: roleSchema,
  /** Absent: as it is; a new user then logs in through the identity provider only. */
  password: passwordSchema.optional(),
  disabled: z.boolean().optional(),
});

export async function listUsers({ prisma }: Store): Promise<UserView[]> {
  const users = await prisma.user.findMany({
    orderBy: { email: 'asc' },
    include: {
      accounts: { select: { providerId: true } },
      sessions: { orderBy: { updatedAt: 'desc' }, take: 1 },
    },
  });
  return users.map((user) => ({
    id: user.id,
    email: user.email,
    role: roleOf(user),
    disabled: user.disabled,
    logsInBy: [
      ...new Set(
        user.accounts.map(({ providerId }) =>
          providerId === PASSWORD ? ('password' as const) : ('single sign-on' as const),
        ),
      ),
    ],
    lastSeenAt: user.sessions[0]?.updatedAt.toISOString(),
  }));
}

/**
 * Adds a user, or changes the one of that e-mail address. A new password, another role or being disabled ends the
 * user's sessions. Throws `invalid-input`, and `conflict` where no administrator would be left.
 */
export async function saveUser(store: Store, input: unknown): Promise<{ email: string }> {
  const { email, role, password, disabled } = parseInput(
    userSchema,
    input,
    'The user was not saved.',
  );
  const { prisma } = store;
  const present = await prisma.user.findUnique({ where: { email } });
  const next = { role, disabled: disabled ?? present?.disabled ?? false };
  if (present !== null) await refuseLastAdministrator(store, email, next);
  const hash = password === undefined ? undefined : await hashed(store, password);
  const now = new Date();
  const id = present?.id ?? crypto.randomUUID();
  await prisma.user.upsert({
    where: { email },
    // An administrator vouches for the address: nobody signs up, and the identity provider's user is this one.
    create: { id, email, name: email, emailVerified: true, ...next },
    update: next,
  });
  if (hash !== undefined) {
    const { count } = await prisma.account.updateMany({
      where: { userId: id, providerId: PASSWORD },
      data: { password: hash, updatedAt: now },
    });
    if (count === 0)
      await prisma.account.create({
        data: {
          id: crypto.randomUUID(),
          accountId: id,
          providerId: PASSWORD,
          userId: id,
          password: hash,
        },
      });
  }
  const isChanged = hash !== undefined || present?.role !== role || next.disabled;
  if (present !== null && isChanged) await prisma.session.deleteMany({ where: { userId: id } });
  return { email };
}

async function hashed(store: Store, password: string): Promise<string> {
  const context = await logInOf(store).$context;
  return context.password.hash(password);
}

/** Throws `not-found`, and `conflict` where no administrator would be left. */
export async function deleteUser(store: Store, email: string): Promise<void> {
  await refuseLastAdministrator(store, email, undefined);
  const { count } = await store.prisma.user.deleteMany({ where: { email } });
  if (count === 0) throw new PlimsollError('not-found', `There is no user ${email}.`);
}

async function refuseLastAdministrator(
  { prisma }: Store,
  email: string,
  next: { role: Role; disabled: boolean } | undefined,
): Promise<void> {
  if (next?.role === 'administrator' && !next.disabled) return;
  const active = { role: 'administrator', disabled: false };
  const [is, others] = await Promise.all([
    prisma.user.count({ where: { ...active, email } }),
    prisma.user.count({ where: { ...active, email: { not: email } } }),
  ]);
  if (is > 0 && others === 0)
    throw new PlimsollError(
      'conflict',
      `${email} is the only administrator. Make another user an administrator first.`,
    );
}

/**
 * A user's own new password, once the present one is told; other sessions end. Throws `invalid-input`.
 */
export async function changePassword(
  store: Store,
  userId: string,
  input: { present?: string; next?: string },
): Promise<{ email: string }> {
  const refused = 'The password was not changed.';
  const { next } = parseInput(z.object({ next: passwordSchema }), input, refused);
  const { prisma } = store;
  const account = await prisma.account.findFirst({
    where: { userId, providerId: PASSWORD },
    include: { user: true },
  });
  const context = await logInOf(store).$context;
  const isRight =
    account?.password != null &&
    (await context.password.verify({ hash: account.password, password: input.present ?? '' }));
  if (account === null || !isRight)
    throw new PlimsollError('invalid-input', refused, [
      { path: 'present', message: 'is not the present password.' },
    ]);
  const password = await context.password.hash(next);
  await prisma.account.update({ where: { id: account.id }, data: { password } });
  await prisma.session.deleteMany({ where: { userId } });
  return { email: account.user.email };
}
