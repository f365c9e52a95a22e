/** The address that a request came from: set by scripts/processes/door.mjs, and never believed from outside. */
export const ADDRESS_HEADER = 'x-plimsoll-address';

export interface SingleSignOn {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Whoever the identity provider knows becomes a viewer; otherwise an administrator adds users first. */
  allowNewUsers: boolean;
}

export interface AccessSettings {
  /** Whether users log in. */
  required: boolean;
  /** The dashboard's address as users know it, without a slash at its end. */
  publicUrl: string;
  singleSignOn?: SingleSignOn;
}

type Env = Record<string, string | undefined>;

/**
 * Whether there is a log-in, by the environment: asked for by PLIMSOLL_ACCESS=on, and needed where others can reach the
 * dashboard (accessProblem). On a machine's own address there is none unless it is asked for.
 */
export function accessSettings(env: Env = process.env): AccessSettings {
  const { HOST, PORT, PLIMSOLL_PUBLIC_URL: told } = trimmed(env);
  const publicUrl = told?.replace(/\/+$/, '') ?? `http://${HOST ?? '127.0.0.1'}:${PORT ?? '3000'}`;
  return {
    required: trimmed(env).PLIMSOLL_ACCESS === 'on',
    publicUrl,
    singleSignOn: singleSignOn(env),
  };
}

function singleSignOn(env: Env): SingleSignOn | undefined {
  const {
    PLIMSOLL_OIDC_ISSUER: issuer,
    PLIMSOLL_OIDC_CLIENT_ID: clientId,
    PLIMSOLL_OIDC_CLIENT_SECRET: clientSecret,
    PLIMSOLL_OIDC_NEW_USERS: newUsers,
  } = trimmed(env);
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    return undefined;
  return { issuer, clientId, clientSecret, allowNewUsers: newUsers === 'viewer' };
}

function trimmed(env: Env): Env {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined]),
  );
}
