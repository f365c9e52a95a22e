import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Problem } from './errors';
import { allowanceProblem, bareName } from './host-guard';

export interface Settings {
  /** Where the dashboard listens. */
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  databaseFile: string;
  reference: { enabled: boolean; port: number; url: string; dataDir: string };
}

export type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: Problem[] };

const REFERENCE_HOST = '127.0.0.1';

const rules = z.object({
  PORT: port('PORT', 3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'HOST must be a host name or IP address to listen on, such as 127.0.0.1.')
    .default('127.0.0.1'),
  PLIMSOLL_DATA_DIR: z.string().default('data'),
  REFERENCE_PORT: port('REFERENCE_PORT', 8001),
  REFERENCE: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['on', 'off'], 'REFERENCE must be on or off.'))
    .default('on'),
  PLIMSOLL_ACCESS: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['on', 'off'], 'PLIMSOLL_ACCESS must be on or off.'))
    .default('off'),
  PLIMSOLL_PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error:
        'PLIMSOLL_PUBLIC_URL must be an http or https URL, such as https://plimsoll.example.com.',
    })
    .optional(),
  PLIMSOLL_HOSTS: z
    .string()
    .regex(
      /^\s*[\w.-]+\s*(?:,\s*[\w.-]+\s*)*$/,
      'PLIMSOLL_HOSTS must be host names, comma-separated, such as plimsoll.example.com.',
    )
    .optional(),
  PLIMSOLL_ALLOWED_HOSTS: z.string().optional(),
  PLIMSOLL_BROWSER_SANDBOX: z
    .enum(['on', 'off'], 'PLIMSOLL_BROWSER_SANDBOX must be on or off.')
    .default('on'),
  PLIMSOLL_LOG_FORMAT: z
    .enum(['text', 'json'], 'PLIMSOLL_LOG_FORMAT must be text or json.')
    .default('text'),
  PLIMSOLL_MAX_USERS: limit('PLIMSOLL_MAX_USERS', 'virtual users'),
  PLIMSOLL_MAX_RATE: limit('PLIMSOLL_MAX_RATE', 'requests per second'),
  PLIMSOLL_MAX_MINUTES: limit('PLIMSOLL_MAX_MINUTES', 'minutes of a run'),
  PLIMSOLL_MAX_REQUESTS: limit('PLIMSOLL_MAX_REQUESTS', 'requests of a run'),
  PLIMSOLL_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'PLIMSOLL_OIDC_ISSUER must be an http or https URL.' })
    .optional(),
  PLIMSOLL_OIDC_CLIENT_ID: z.string().optional(),
  PLIMSOLL_OIDC_CLIENT_SECRET: z.string().optional(),
  PLIMSOLL_OIDC_NEW_USERS: z
    .enum(['refused', 'viewer'], 'PLIMSOLL_OIDC_NEW_USERS must be refused or viewer.')
    .default('refused'),
});

const OIDC = [
  'PLIMSOLL_OIDC_ISSUER',
  'PLIMSOLL_OIDC_CLIENT_ID',
  'PLIMSOLL_OIDC_CLIENT_SECRET',
] as const;

/**
 * The settings that an environment asks for, or every problem with it at once.
 * @param env variables by name; an empty or blank one counts as not set
 * @param root what a relative PLIMSOLL_DATA_DIR is relative to
 */
export function readSettings(
  env: Record<string, string | undefined>,
  root: string = process.cwd(),
): SettingsResult {
  const parsed = rules.safeParse(withoutBlanks(env));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      path: path.join('.'),
      message,
    }));
    return { ok: false, problems };
  }
  const { PORT, HOST, PLIMSOLL_DATA_DIR, REFERENCE_PORT, REFERENCE } = parsed.data;
  if (REFERENCE === 'on' && PORT === REFERENCE_PORT)
    return {
      ok: false,
      problems: [
        {
          path: 'REFERENCE_PORT',
          message: `REFERENCE_PORT and PORT are both ${PORT}; the reference service needs its own port.`,
        },
      ],
    };
  const access = [
    ...accessProblems(parsed.data),
    ...hostProblems(parsed.data.PLIMSOLL_ALLOWED_HOSTS),
  ];
  if (access.length > 0) return { ok: false, problems: access };
  const dataDir = resolve(root, PLIMSOLL_DATA_DIR);
  return {
    ok: true,
    settings: {
      host: HOST,
      port: PORT,
      dataDir,
      databaseFile: join(dataDir, 'plimsoll.db'),
      reference: {
        enabled: REFERENCE === 'on',
        port: REFERENCE_PORT,
        url: `http://${REFERENCE_HOST}:${REFERENCE_PORT}`,
        dataDir: join(dataDir, 'reference'),
      },
    },
  };
}

/** Whether an address to listen at is this machine's alone. */
function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** What others can reach needs a log-in; and an identity provider is known by all of its settings, or none. */
function accessProblems(values: z.infer<typeof rules>): Problem[] {
  const problems: Problem[] = [];
  const { HOST, PLIMSOLL_HOSTS, PLIMSOLL_PUBLIC_URL: publicUrl } = values;
  // Behind a proxy of this machine it listens to this machine alone, and is reached by others all the same.
  const reached = [
    !isLoopback(HOST) && `HOST=${HOST}`,
    PLIMSOLL_HOSTS !== undefined && `PLIMSOLL_HOSTS=${PLIMSOLL_HOSTS}`,
    publicUrl !== undefined &&
      !isLoopback(new URL(publicUrl).hostname) &&
      `PLIMSOLL_PUBLIC_URL=${publicUrl}`,
  ].find((how) => how !== false);
  if (reached !== undefined && values.PLIMSOLL_ACCESS !== 'on')
    problems.push({
      path: 'PLIMSOLL_ACCESS',
      message: `Other machines can reach the dashboard (${reached}), and there is no log-in. Add an administrator with "plimsoll users add EMAIL --role administrator", then set PLIMSOLL_ACCESS=on; or listen at 127.0.0.1.`,
    });
  const missing = OIDC.filter((name) => values[name] === undefined);
  if (missing.length > 0 && missing.length < OIDC.length)
    problems.push({
      path: missing.join(', '),
      message: `${missing.join(' and ')} must be set too.`,
    });
  return problems;
}

/** What PLIMSOLL_ALLOWED_HOSTS has that cannot be allowed. */
function hostProblems(listed = ''): Problem[] {
  return listed
    .split(',')
    .map((host) => bareName(host.trim()))
    .flatMap((host) => {
      const problem = host === '' ? undefined : allowanceProblem(host);
      const path = 'PLIMSOLL_ALLOWED_HOSTS';
      return problem === undefined ? [] : [{ path, message: `${path}: ${host} ${problem}` }];
    });
}

function limit(name: string, what: string) {
  return z
    .string()
    .regex(/^(?!0+(\.0*)?$)\d{1,9}(\.\d+)?$/, `${name} must be a number of ${what} above 0.`)
    .optional();
}

function port(name: string, fallback: number) {
  const message = `${name} must be a whole number from 1 to 65535, such as ${fallback}.`;
  return z
    .string()
    .regex(/^\d{1,5}$/, message)
    .transform(Number)
    .pipe(z.number().min(1, message).max(65_535, message))
    .default(fallback);
}

function withoutBlanks(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}
