import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import type { ReportTemplate as Row } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import {
  MAX_NOTES,
  MAX_TITLE,
  REPORT_KINDS,
  REPORT_SECTIONS,
  type ReportKind,
  type ReportTemplate,
} from './model';

const MAX_LOGO_BYTES = 300_000;
const REFUSED = 'The template is not valid.';
const LOGO = /^data:image\/(png|jpeg|svg\+xml|webp);base64,[A-Za-z0-9+/]+=*$/;

const schema = z
  .object({
    name: z.string().trim().min(1, 'is required.').max(60, 'must have at most 60 characters.'),
    kind: z.enum(REPORT_KINDS, 'must be run, compare, suite or capacity.'),
    without: z.array(z.string()).default([]),
    title: z.string().trim().max(MAX_TITLE).optional(),
    notes: z.string().trim().max(MAX_NOTES).optional(),
    paper: z.enum(['a4', 'letter']).default('a4'),
    /** Undefined keeps the one that a template of this name has; '' takes it away. */
    logo: z
      .string()
      .max(Math.ceil(MAX_LOGO_BYTES * 1.37), 'must be at most 300 kB.')
      .refine((text) => text === '' || LOGO.test(text), 'must be a PNG, JPEG, WebP or SVG image.')
      .optional(),
  })
  .refine(
    ({ kind, without }) =>
      without.every((name) => Object.hasOwn(REPORT_SECTIONS[kind] ?? {}, name)),
    {
      path: ['without'],
      message: 'contains a section that this report type does not have.',
    },
  );

/**
 * Keeps a template; one of the same kind and name is replaced. Throws `invalid-input` with every problem.
 * @returns its number
 */
export async function saveTemplate({ prisma }: Store, input: unknown): Promise<number> {
  const { name, kind, without, title, notes, paper, logo } = parseInput(schema, input, REFUSED);
  const content = {
    without: without.join(','),
    title: title || null,
    notes: notes || null,
    paper,
    ...(logo !== undefined && { logo: logo || null }),
  };
  const kept = await prisma.reportTemplate.upsert({
    where: { kind_name: { kind, name } },
    create: { name, kind, ...content },
    update: content,
  });
  return kept.id;
}

/** Reports that carried its logo lose it. Throws `not-found`. */
export async function deleteTemplate({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.reportTemplate.deleteMany({ where: { id } });
  if (count === 0) throw new PlimsollError('not-found', `There is no template ${id}.`);
}

export async function listTemplates({ prisma }: Store): Promise<ReportTemplate[]> {
  const rows = await prisma.reportTemplate.findMany({
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  });
  return rows.map(templateOf);
}

/** By its name. Throws `not-found` with those there are. */
export async function findTemplate(
  store: Store,
  kind: ReportKind,
  name: string,
): Promise<ReportTemplate> {
  const all = (await listTemplates(store)).filter((template) => template.kind === kind);
  const found = all.find((template) => template.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const known = all.map((template) => `"${template.name}"`).join(', ') || 'none';
  throw new PlimsollError(
    'not-found',
    `There is no ${kind} template "${name}". Available: ${known}.`,
  );
}

function templateOf(row: Row): ReportTemplate {
  return {
    id: row.id,
    name: row.name,
    kind: REPORT_KINDS.find((kind) => kind === row.kind) ?? 'run',
    without: row.without === '' ? [] : row.without.split(','),
    title: row.title ?? undefined,
    notes: row.notes ?? undefined,
    paper: row.paper === 'letter' ? 'letter' : 'a4',
    hasLogo: row.logo !== null,
  };
}
