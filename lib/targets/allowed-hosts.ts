import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { type AllowedHosts, allowanceProblem, bareName } from '@/lib/core/host-guard';
import { parseInput } from '@/lib/core/problems';
import type { Store } from '@/lib/store/open-store';
import type { AllowedHostView } from './model';

/** What the environment allows, PLIMSOLL_ALLOWED_HOSTS, comma-separated: for installations without hands. */
function hostsOfEnvironment(env: Record<string, string | undefined>): string[] {
  return (env.PLIMSOLL_ALLOWED_HOSTS ?? '')
    .split(',')
    .map((host) => bareName(host.trim()))
    .filter((host) => host !== '' && allowanceProblem(host) === undefined);
}

/** Where load, scrapes and notifications may go besides this machine. */
export async function allowedHosts({ prisma }: Pick<Store, 'prisma'>): Promise<AllowedHosts> {
  const stored = await prisma.allowedHost.findMany({ select: { host: true } });
  return [...stored.map(({ host }) => host), ...hostsOfEnvironment(process.env)];
}

export async function listAllowedHosts({ prisma }: Store): Promise<AllowedHostView[]> {
  const stored = await prisma.allowedHost.findMany({ orderBy: { host: 'asc' } });
  return [
    ...stored.map(({ id, host, note }) => ({ id, host, note })),
    ...hostsOfEnvironment(process.env).map((host) => ({ host, note: 'by PLIMSOLL_ALLOWED_HOSTS' })),
  ];
}

const hostSchema = z.object({
  host: z
    .string('is required.')
    .trim()
    .min(1, 'is required.')
    .transform(bareName)
    .superRefine((host, context) => {
      const problem = allowanceProblem(host);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    }),
  note: z.string().trim().max(200, 'must be at most 200 characters.').default(''),
});

/** Allows load and notifications to a host: a name, an address or a network. Throws `invalid-input`. */
export async function allowHost({ prisma }: Store, input: unknown): Promise<{ name: string }> {
  const { host, note } = parseInput(hostSchema, input, 'The host was not allowed.');
  await prisma.allowedHost.upsert({
    where: { host },
    create: { host, note },
    update: note === '' ? {} : { note },
  });
  return { name: host };
}

/** Takes it back; what runs there now goes on, and opens no new connection. Throws `not-found`. */
export async function disallowHost({ prisma }: Store, host: string): Promise<{ name: string }> {
  const name = bareName(host.trim());
  const { count } = await prisma.allowedHost.deleteMany({ where: { host: name } });
  if (count > 0) return { name };
  throw new PlimsollError('not-found', `${name} is not among the allowed hosts.`);
}
