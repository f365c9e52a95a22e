import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import type { Store } from '@/lib/store/open-store';
import { type ReportRequest, readReportRequest, reportQuery, type SharedLinkView } from './model';

const DAY_MS = 86_400_000;
const MAX_DAYS = 365;
const TOKEN_BYTES = 24;

const schema = z.object({
  query: z.string(),
  days: z
    .number('must be a number of days.')
    .int('must be a whole number of days.')
    .min(1, 'must be at least 1 day.')
    .max(MAX_DAYS, `must be at most ${MAX_DAYS} days.`),
});

/**
 * Makes an address by which anybody who has it reads one report, and nothing else, until it expires. Its token
 * is handed out once; only its hash is kept. Throws `invalid-input`.
 * @param nowMs since 1970
 */
export async function shareReport(
  { prisma }: Store,
  input: unknown,
  nowMs: number,
): Promise<{ id: number; token: string; expiresAt: string }> {
  const { query, days } = parseInput(schema, input, 'The link is not valid.');
  const { request, problems } = readReportRequest(new URLSearchParams(query));
  if (request === undefined) throw new PlimsollError('invalid-input', problems.join(' '));
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(nowMs + days * DAY_MS);
  const { id } = await prisma.sharedLink.create({
    data: {
      tokenHash: hashOf(token),
      name: nameOf(request),
      query: reportQuery(request),
      createdAt: new Date(nowMs),
      expiresAt,
    },
  });
  return { id, token, expiresAt: expiresAt.toISOString() };
}

/** The report that a token opens; undefined where there is none, or not any more. */
export async function openShared(
  { prisma }: Store,
  token: string,
  nowMs: number,
): Promise<{ request: ReportRequest; expiresAt: string } | undefined> {
  const link = await prisma.sharedLink.findUnique({ where: { tokenHash: hashOf(token) } });
  if (link === null || link.expiresAt.getTime() <= nowMs) return undefined;
  const { request } = readReportRequest(new URLSearchParams(link.query));
  return request && { request, expiresAt: link.expiresAt.toISOString() };
}

/** All links, those that still open something first. */
export async function listShared({ prisma }: Store, nowMs: number): Promise<SharedLinkView[]> {
  const links = await prisma.sharedLink.findMany({ orderBy: { expiresAt: 'desc' } });
  return links.map(({ id, name, query, createdAt, expiresAt }) => ({
    id,
    name,
    query,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    expired: expiresAt.getTime() <= nowMs,
  }));
}

/** Takes a link back: who opens it finds nothing. Throws `not-found`. */
export async function revokeShared({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.sharedLink.deleteMany({ where: { id } });
  if (count === 0) throw new PlimsollError('not-found', `There is no shared link ${id}.`);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function nameOf({ subject, title }: ReportRequest): string {
  if (title !== undefined) return title;
  switch (subject.kind) {
    case 'run':
      return `Run ${subject.run}`;
    case 'compare':
      return `Comparison of runs ${subject.runs.join(', ')}`;
    case 'suite':
      return `Suite ${subject.suite}`;
    case 'capacity':
      return `Capacity${subject.target === undefined ? '' : ` of ${subject.target}`}`;
  }
}
