import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { PlimsollError } from '@/lib/core/errors';
import { installationKey } from '@/lib/store/installation-key';
import type { Store } from '@/lib/store/open-store';
import { ADDRESS_HEADER, accessSettings, type SingleSignOn } from './settings';

/** Where better-auth answers: of it only the identity provider's way back is open (app/api/auth). */
export const AUTH_PATH = '/api/auth';
/** The identity provider's name among the accounts. */
export const SINGLE_SIGN_ON = 'sso';
export const LEAST_PASSWORD = 12;
const MOST_PASSWORD = 256;
const SESSION_S = 7 * 24 * 3600;
const RENEWED_S = 24 * 3600;

const known = new WeakMap<Store, LogIn>();

/** Log-ins, passwords and sessions, by better-auth. One for each store. */
export function logInOf(store: Store): LogIn {
  const made = known.get(store) ?? createLogIn(store);
  known.set(store, made);
  return made;
}

export type LogIn = ReturnType<typeof createLogIn>;

function createLogIn(store: Store) {
  const { publicUrl, singleSignOn } = accessSettings();
  return betterAuth({
    appName: 'Plimsoll',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret: installationKey(store, 'sessions').toString('base64'),
    telemetry: { enabled: false },
    database: prismaAdapter(store.prisma, { provider: 'sqlite', transaction: false }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LEAST_PASSWORD,
      maxPasswordLength: MOST_PASSWORD,
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'viewer' },
        disabled: { type: 'boolean', input: false, defaultValue: false },
      },
    },
    session: { expiresIn: SESSION_S, updateAge: RENEWED_S },
    account: { accountLinking: { enabled: true, trustedProviders: [SINGLE_SIGN_ON] } },
    advanced: {
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      cookiePrefix: 'plimsoll',
      // A cookie is sent to every port of a host: one that was set by TLS stays with TLS.
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const user = await store.prisma.user.findUnique({ where: { id: userId } });
            if (user === null || user.disabled)
              throw new APIError('FORBIDDEN', { message: 'This user is disabled.' });
          },
          after: async ({ userId, ipAddress }) => {
            const user = await store.prisma.user.findUnique({ where: { id: userId } });
            if (user !== null) await recordLogIn(store, user.email, ipAddress ?? undefined);
          },
        },
      },
    },
    // Tries are counted by us, for each account too (signIn, below).
    rateLimit: { enabled: false },
    logger: { disabled: true },
    plugins: [
      ...(singleSignOn === undefined ? [] : [genericOAuth({ config: [oauth(singleSignOn)] })]),
      nextCookies(),
    ],
  });
}

function oauth({ issuer, clientId, clientSecret, allowNewUsers }: SingleSignOn) {
  return {
    providerId: SINGLE_SIGN_ON,
    discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: !allowNewUsers,
  };
}

/** In so long a time no more than so many tries may fail, for one account and from one address. */
const TRIES_MS = 15 * 60_000;
const FAILED_FOR_ACCOUNT = 10;
const FAILED_FROM_ADDRESS = 50;

/**
 * Logs in by e-mail address and password; its cookies are set by better-auth. Failures are counted in the audit
 * log, which a restart does not clear. Throws `unauthenticated`, the same for an unknown address and a wrong password,
 * and `unavailable` after too many of them.
 */
export async function signIn(
  store: Store,
  { email, password }: { email: string; password: string },
  { headers, address, nowMs }: { headers: Headers; address?: string; nowMs: number },
): Promise<void> {
  const account = email.trim().toLowerCase().slice(0, 200);
  await refuseTooMany(store, account, address, nowMs);
  try {
    await logInOf(store).api.signInEmail({ body: { email: account, password }, headers });
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    const refused = 'The e-mail address or the password is wrong, or the user is disabled.';
    await recordLogIn(store, account, address, refused);
    throw new PlimsollError('unauthenticated', refused);
  }
}

async function recordLogIn(
  { prisma }: Store,
  email: string,
  address?: string,
  refused?: string,
): Promise<void> {
  const entry = { actorKind: 'user', actor: email, verb: 'user.log-in', subject: email };
  await prisma.auditEntry.create({ data: { ...entry, address, refused } });
}

async function refuseTooMany(
  { prisma }: Store,
  account: string,
  address: string | undefined,
  nowMs: number,
): Promise<void> {
  const failed = {
    verb: 'user.log-in',
    refused: { not: null },
    at: { gt: new Date(nowMs - TRIES_MS) },
  };
  const lastSuccess = await prisma.auditEntry.findFirst({
    where: { verb: 'user.log-in', refused: null, actor: account },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const [ofAccount, fromAddress] = await Promise.all([
    prisma.auditEntry.count({
      where: { ...failed, actor: account, id: { gt: lastSuccess?.id ?? 0 } },
    }),
    address === undefined ? 0 : prisma.auditEntry.count({ where: { ...failed, address } }),
  ]);
  if (ofAccount < FAILED_FOR_ACCOUNT && fromAddress < FAILED_FROM_ADDRESS) return;
  throw new PlimsollError(
    'unavailable',
    `Too many log-ins have failed. Try again in ${TRIES_MS / 60_000} minutes, or ask an administrator to set a new password.`,
  );
}
