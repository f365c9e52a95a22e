import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { bareName, hostProblem } from '@/lib/core/host-guard';
import { parseInput } from '@/lib/core/problems';
import { checkTarget, type TargetCheck } from '@/lib/engine/check-target';
import { filledUrl } from '@/lib/plan/secrets';
import { hasEnded, RUN_STATUSES } from '@/lib/runs/model';
import { keepUrlCredentials } from '@/lib/secrets/keep-credentials';
import { secretsFor } from '@/lib/secrets/secrets';
import type { Target } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { seal, TARGET_TOKEN, unseal } from '@/lib/store/sealed';
import { allowedHosts } from './allowed-hosts';
import { foreignHostOf } from './confirmed-host';
import { httpUrlSchema, type TargetView, traceUrlSchema } from './model';

export async function listTargets(store: Store): Promise<TargetView[]> {
  const targets = await store.prisma.target.findMany({
    orderBy: [{ builtIn: 'desc' }, { name: 'asc' }],
    include: { _count: { select: { runs: true } } },
  });
  const allowed = await allowedHosts(store);
  return targets.map((target) => ({
    ...targetView(target, target._count.runs),
    notAllowed: hostProblem(target.url, allowed) && bareName(new URL(target.url).hostname),
  }));
}

function targetView(target: Target, runs: number): TargetView {
  return {
    id: target.id,
    name: target.name,
    url: target.url,
    metricsUrl: target.metricsUrl ?? undefined,
    traceUrl: target.traceUrl ?? undefined,
    foreignHost: foreignHostOf(target.url),
    hasToken: target.token !== null,
    sharedLoad: target.sharedLoad,
    builtIn: target.builtIn,
    runs,
  };
}

export const targetSchema = z.object({
  id: z.int().optional(),
  name: z
    .string('must be a string.')
    .trim()
    .min(1, 'is required.')
    .max(100, 'must be at most 100 characters.'),
  url: httpUrlSchema,
  /** Absent or empty keeps what is stored. */
  token: z
    .string()
    .trim()
    .max(4000, 'must be at most 4,000 characters.')
    .regex(/^[\x21-\x7e]*$/, 'must not contain spaces or special characters.')
    .optional(),
  removeToken: z.boolean().optional(),
  sharedLoad: z.boolean('must be true or false.').optional(),
  metricsUrl: z.union([z.literal('').transform(() => undefined), httpUrlSchema]).optional(),
  traceUrl: z.union([z.literal('').transform(() => undefined), traceUrlSchema]).optional(),
});

/** Adds or changes a target. Throws `invalid-input` with every problem, or `not-found`. */
export async function saveTarget(store: Store, input: unknown): Promise<TargetView> {
  const { id, name, url, token, removeToken, metricsUrl, traceUrl, sharedLoad } = parseInput(
    targetSchema,
    input,
    'The target is not valid.',
  );
  const taken = await store.prisma.target.findUnique({ where: { name } });
  if (taken !== null && taken.id !== id)
    throw new PlimsollError('invalid-input', 'The target is not valid.', [
      { path: 'name', message: `is already taken by another target.` },
    ]);
  const data = {
    name,
    url: await keepUrlCredentials(store, url, name),
    metricsUrl: metricsUrl === undefined ? null : await keepUrlCredentials(store, metricsUrl, name),
    traceUrl: traceUrl ?? null,
    sharedLoad,
    ...tokenChange(store, token, removeToken),
  };
  if (id === undefined) return targetView(await store.prisma.target.create({ data }), 0);
  const present = await store.prisma.target.findUnique({ where: { id } });
  if (present === null) throw new PlimsollError('not-found', `There is no target ${id}.`);
  refuseMovedToken(present, url, data.token);
  const runs = await store.prisma.run.count({ where: { targetId: id } });
  return targetView(await store.prisma.target.update({ where: { id }, data }), runs);
}

/** A stored token goes only where it was entered for: another server must be given its own. */
function refuseMovedToken(present: Target, url: string, token: string | null | undefined) {
  if (present.token === null || token !== undefined) return;
  if (new URL(present.url).origin === new URL(url).origin) return;
  throw new PlimsollError('invalid-input', 'The target is not valid.', [
    {
      path: 'token',
      message: `was entered for ${new URL(present.url).origin}. Enter it again for the new server, or remove it.`,
    },
  ]);
}

function tokenChange(store: Store, token: string | undefined, remove: boolean | undefined) {
  if (token) return { token: seal(store, token, TARGET_TOKEN) };
  return remove ? { token: null } : {};
}

/** Deletes a target. Its runs stay, with its name and URL; a run that is under way forbids it. */
export async function deleteTarget(store: Store, id: number): Promise<void> {
  const target = await store.prisma.target.findUnique({ where: { id } });
  if (target === null) throw new PlimsollError('not-found', `There is no target ${id}.`);
  const underWay = await store.prisma.run.findFirst({
    where: { targetId: id, status: { in: RUN_STATUSES.filter((status) => !hasEnded(status)) } },
  });
  if (underWay !== null)
    throw new PlimsollError(
      'conflict',
      `Run ${underWay.id} is using ${target.name}. Stop it, or wait until it ends.`,
    );
  await store.prisma.target.delete({ where: { id } });
}

/** What is sent to a target as its bearer token. Throws `unavailable` where another key has sealed it. */
export function tokenOf(store: Store, target: Target | null): string | undefined {
  return target?.token ? unseal(store, target.token, TARGET_TOKEN) : undefined;
}

const TIMEOUT_MS = 5000;

const testSchema = z.object({
  id: z.int().optional(),
  url: httpUrlSchema.optional(),
  token: z.string().trim().optional(),
});

/**
 * One real call to a stored target (`id`), to a URL that is being entered (`url`), or to both: then
 * the URL is the new one and the token the stored one, unless a new token is given.
 */
export async function testTarget(store: Store, input: unknown): Promise<TargetCheck> {
  const { id, url, token } = parseInput(testSchema, input, 'The target cannot be tested.');
  const stored = id === undefined ? null : await store.prisma.target.findUnique({ where: { id } });
  if (id !== undefined && stored === null)
    throw new PlimsollError('not-found', `There is no target ${id}.`);
  const address = url ?? stored?.url;
  if (address === undefined)
    throw new PlimsollError('invalid-input', 'The target cannot be tested.', [
      { path: 'url', message: 'is required.' },
    ]);
  // A stored token goes only where it was entered for: a changed origin must be given its own.
  const mayUseStored = stored !== null && new URL(address).origin === new URL(stored.url).origin;
  const bearer = token || (mayUseStored ? tokenOf(store, stored) : undefined);
  const secrets = await secretsFor(store, { url: address });
  const endpoint = {
    url: filledUrl(address, secrets),
    token: bearer || undefined,
    secrets,
    allowedHosts: await allowedHosts(store),
  };
  return checkTarget(endpoint, { timeoutMs: TIMEOUT_MS });
}
