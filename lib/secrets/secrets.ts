import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { PlimsollError, type Problem } from '@/lib/core/errors';
import { bareName } from '@/lib/core/host-guard';
import { parseInput, pathOf } from '@/lib/core/problems';
import { placeholder } from '@/lib/plan/credentials';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { type Secrets, secretsIn, secretsOfPlan } from '@/lib/plan/secrets';
import { NAME } from '@/lib/plan/template';
import type { Secret } from '@/lib/store/generated/client';
import { installationKey } from '@/lib/store/installation-key';
import type { Store } from '@/lib/store/open-store';
import { planOf } from '@/lib/store/rows';
import { seal, unseal } from '@/lib/store/sealed';
import type { SecretView } from './model';

/** Secrets by name, with what uses them. */
export async function listSecrets({ prisma }: Store): Promise<SecretView[]> {
  const [secrets, scenarios, targets] = await Promise.all([
    prisma.secret.findMany({ orderBy: { name: 'asc' } }),
    prisma.scenario.findMany({ select: { id: true, name: true, plan: true } }),
    prisma.target.findMany({ select: { name: true, url: true, metricsUrl: true } }),
  ]);
  const uses = [
    ...scenarios.map((scenario) => ({
      user: `scenario ${scenario.name}`,
      names: secretsOfPlan(planOf(scenario)),
    })),
    ...targets.map(({ name, ...urls }) => ({ user: `target ${name}`, names: secretsIn(urls) })),
  ];
  return secrets.map((secret) => ({
    name: secret.name,
    hosts: hostsOf(secret),
    note: secret.note,
    changedAt: secret.updatedAt.toISOString(),
    usedBy: uses.filter(({ names }) => names.has(secret.name)).map(({ user }) => user),
  }));
}

const nameSchema = z
  .string('is required.')
  .trim()
  .min(1, 'is required.')
  .max(80, 'must be at most 80 characters.')
  .regex(NAME, 'must start with a letter and have letters, digits, _ and - only.');

const MOST = 8000;
const LONE_SURROGATE = /\p{Surrogate}/u;

const secretSchema = z.object({
  name: nameSchema,
  /** Absent or empty: it stays as it is. */
  value: z
    .string('must be a text.')
    .max(MOST, `must be at most ${MOST.toLocaleString('en')} characters.`)
    .refine((value) => !LONE_SURROGATE.test(value) && !value.includes('\0'), 'must be a text.')
    .optional(),
  hosts: z
    .array(z.string(), 'must be a list of hosts.')
    .transform((hosts) => hosts.map((host) => bareName(host.trim())).filter((host) => host !== ''))
    .refine(
      (hosts) => hosts.every((host) => /^[\w.:-]{1,253}$/.test(host)),
      'must be names or IP addresses, without protocol and port.',
    )
    .optional(),
  note: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
});

/** Adds a secret, or changes one: what is left out stays as it is. Throws `invalid-input`. */
export async function saveSecret(store: Store, input: unknown): Promise<{ name: string }> {
  const { name, value, hosts, note } = parseInput(secretSchema, input, NOT_SAVED);
  const present = await store.prisma.secret.findUnique({ where: { name } });
  if (present === null && !value)
    throw new PlimsollError('invalid-input', NOT_SAVED, [
      { path: 'value', message: 'is required.' },
    ]);
  // Whoever changes where it goes must know it: otherwise it could be sent to a host of one's own.
  if (present !== null && !value && hosts !== undefined && isWider(hosts, hostsOf(present)))
    throw new PlimsollError('invalid-input', NOT_SAVED, [
      { path: 'value', message: 'must be entered again to send it to other hosts.' },
    ]);
  const data = {
    ...(value && sealed(store, name, value)),
    ...(hosts !== undefined && { hosts: hosts.join(',') }),
    ...(note !== undefined && { note }),
  };
  if (present === null)
    await store.prisma.secret.create({
      data: { ...data, ...sealed(store, name, value ?? ''), name },
    });
  else await store.prisma.secret.update({ where: { name }, data });
  return { name };
}

const NOT_SAVED = 'The secret was not saved.';

function isWider(hosts: readonly string[], before: readonly string[]): boolean {
  if (before.length === 0) return false;
  return hosts.length === 0 || hosts.some((host) => !before.includes(host));
}

/** Throws `not-found`, and `conflict` while a scenario or a target sends it. */
export async function deleteSecret(store: Store, name: string): Promise<{ name: string }> {
  const secret = (await listSecrets(store)).find((one) => one.name === name);
  if (secret === undefined) throw new PlimsollError('not-found', `There is no secret ${name}.`);
  const [user] = secret.usedBy;
  if (user !== undefined)
    throw new PlimsollError(
      'conflict',
      `${placeholder(name)} is used by ${secret.usedBy.join(', ')}. Remove it there first.`,
    );
  await store.prisma.secret.delete({ where: { name } });
  return { name };
}

/**
 * Keeps a credential as a secret: as the one that is the same and may go everywhere, else as a new one of this name,
 * or of this name with a number. Returns its name.
 */
export async function keepSecret(store: Store, wanted: string, value: string): Promise<string> {
  const { prisma } = store;
  const fingerprint = fingerprintOf(store, value);
  const same = await prisma.secret.findFirst({ where: { fingerprint, hosts: '' } });
  if (same !== null) return same.name;
  const alike = { where: { name: { startsWith: wanted } }, select: { name: true } } as const;
  const taken = new Set((await prisma.secret.findMany(alike)).map((secret) => secret.name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  await prisma.secret.create({
    data: { name, note: 'found in a plan or an address', ...sealed(store, name, value) },
  });
  return name;
}

/** What asks for secrets, and where they would be sent. */
interface Use {
  names: Map<string, PropertyKey[][]>;
  url: string;
}

/** What sends secrets: a plan, to a target; and addresses of that. */
export interface Sending {
  plan?: LoadPlan;
  url?: string;
  metricsUrl?: string;
}

function usesOf({ plan, url, metricsUrl }: Sending): Use[] {
  const proxy = plan?.connection?.proxy;
  return [
    ...(url === undefined ? [] : [{ names: secretsIn(url, ['target']), url }]),
    ...(metricsUrl === undefined
      ? []
      : [{ names: secretsIn(metricsUrl, ['target']), url: metricsUrl }]),
    ...(plan === undefined || url === undefined
      ? []
      : [{ names: secretsOfPlan({ ...plan, connection: undefined }), url }]),
    ...(proxy === undefined
      ? []
      : [{ names: secretsIn(proxy, ['connection', 'proxy']), url: proxy }]),
  ];
}

/** Why a run cannot be started: secrets that are not there, or may not be sent where it would send them. */
export async function secretProblems(store: Store, sending: Sending): Promise<Problem[]> {
  const known = await store.prisma.secret.findMany({ select: { name: true, hosts: true } });
  return usesOf(sending).flatMap(({ names, url }) =>
    [...names].flatMap(([name, places]) => {
      const message = problemOf(
        name,
        known.find((secret) => secret.name === name),
        url,
      );
      return message === undefined ? [] : places.map((place) => ({ path: pathOf(place), message }));
    }),
  );
}

function problemOf(name: string, secret: Pick<Secret, 'hosts'> | undefined, url: string) {
  if (secret === undefined)
    return `uses ${placeholder(name)}, which is not stored. Add it on the Targets page, or with "plimsoll secrets set ${name}".`;
  const host = bareName(new URL(url).hostname);
  const hosts = hostsOf(secret);
  if (hosts.length === 0 || hosts.includes(host)) return undefined;
  return `uses ${placeholder(name)}, which may be sent to ${hosts.join(', ')} only, not to ${host}.`;
}

/** What stands for the secrets that are sent. Throws `invalid-input` as `secretProblems` has it. */
export async function secretsFor(store: Store, sending: Sending): Promise<Secrets> {
  const names = [...new Set(usesOf(sending).flatMap((use) => [...use.names.keys()]))];
  if (names.length === 0) return {};
  const problems = await secretProblems(store, sending);
  if (problems.length > 0)
    throw new PlimsollError('invalid-input', 'A secret cannot be sent.', problems);
  const secrets = await store.prisma.secret.findMany({ where: { name: { in: names } } });
  return Object.fromEntries(
    secrets.map(({ name, value }) => [name, unseal(store, value, whatOf(name))]),
  );
}

function sealed(store: Store, name: string, value: string) {
  return { value: seal(store, value, whatOf(name)), fingerprint: fingerprintOf(store, value) };
}

/** Bound to its name: the value of one cannot be put in the place of another. */
function whatOf(name: string): string {
  return `secret ${name}`;
}

function fingerprintOf(store: Store, value: string): string {
  return createHmac('sha256', installationKey(store, 'fingerprints of secrets'))
    .update(value)
    .digest('hex');
}

function hostsOf({ hosts }: Pick<Secret, 'hosts'>): string[] {
  return hosts === '' ? [] : hosts.split(',');
}
