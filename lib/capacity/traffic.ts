import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { isInstant } from '@/lib/core/instant';
import { parseInput } from '@/lib/core/problems';
import type { LoadUnit } from '@/lib/plan/scale';
import type { Store } from '@/lib/store/open-store';

export const TRAFFIC_UNITS = ['users', 'requestsPerSecond'] as const satisfies readonly LoadUnit[];
const REFUSED = 'The traffic was not saved.';
const MAX_LINES = 20_000;

const trafficSchema = z.object({
  target: z.string('is required.').min(1, 'is required.'),
  unit: z.enum(TRAFFIC_UNITS, 'must be "users" or "requestsPerSecond".'),
  /** ISO dates, or instants. */
  at: z
    .string('must be a date such as 2026-11-23.')
    .refine((text) => isDate(text), 'must be a date such as 2026-11-23.'),
  value: z
    .number('must be a number.')
    .nonnegative('must not be negative.')
    .max(1e9, 'must be at most 1,000,000,000.'),
});

/** Keeps how much real traffic a target had on a day; replaces what was entered for it. Throws `invalid-input`. */
export async function addTraffic(store: Store, input: unknown): Promise<void> {
  const { target, unit, at, value } = parseInput(trafficSchema, input, REFUSED);
  await keep(store, target, unit, [{ at: new Date(at), value }]);
}

/**
 * Keeps the observations of a CSV with the columns date and value, all of them or none. Throws `invalid-input`
 * that names every line which cannot be read. Returns how many there were.
 */
export async function importTraffic(
  store: Store,
  { target, unit, text }: { target: string; unit: LoadUnit; text: string },
): Promise<number> {
  const rows = trafficFromText(text);
  await keep(store, target, unit, rows);
  return rows.length;
}

/** Takes an observation out. Throws `not-found`. */
export async function removeTraffic({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.trafficObservation.deleteMany({ where: { id } });
  if (count === 0) throw new PlimsollError('not-found', 'The observation no longer exists.');
}

/** Lines of a date and a number; a head line is passed over. Throws `invalid-input`. */
function trafficFromText(text: string): { at: Date; value: number }[] {
  const lines = parse(text, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    delimiter: [',', ';', '\t'],
    quote: null,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const problems: { path: string; message: string }[] = [];
  const rows = lines.flatMap(({ record, info }, index) => {
    const [date = '', number = ''] = record;
    const path = `line ${info.lines}`;
    if (index === 0 && !isDate(date) && !isNumber(number)) return [];
    if (!isDate(date))
      problems.push({ path, message: `"${date}" is not a date such as 2026-11-23.` });
    else if (!isNumber(number) || Number(number) < 0)
      problems.push({ path, message: `"${number}" is not a number of at least 0.` });
    return [{ at: new Date(date), value: Number(number) }];
  });
  if (rows.length === 0)
    problems.push({ path: 'file', message: 'contains no line with a date and a number.' });
  if (rows.length > MAX_LINES)
    problems.push({
      path: 'file',
      message: `has more than ${MAX_LINES} lines. Use one line per day.`,
    });
  if (problems.length > 0) throw new PlimsollError('invalid-input', REFUSED, problems.slice(0, 20));
  return rows;
}

async function keep(
  { prisma }: Store,
  targetName: string,
  unit: LoadUnit,
  rows: readonly { at: Date; value: number }[],
): Promise<void> {
  const known = await prisma.target.findUnique({ where: { name: targetName } });
  const measured = known ?? (await prisma.run.findFirst({ where: { targetName } }));
  if (measured === null)
    throw new PlimsollError('invalid-input', REFUSED, [
      { path: 'target', message: `"${targetName}" does not exist and has no runs.` },
    ]);
  await prisma.$transaction(
    rows.map(({ at, value }) =>
      prisma.trafficObservation.upsert({
        where: { targetName_unit_at: { targetName, unit, at } },
        create: { targetName, unit, at, value },
        update: { value },
      }),
    ),
  );
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(text) && isInstant(text);
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text));
}
