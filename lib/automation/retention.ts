import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import { parseInput } from '@/lib/core/problems';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { settingOf } from '@/lib/store/rows';
import type { Retention, RetentionPreview, RetentionSaving } from './model';

const SETTING = 'retention';
const DAY_MS = 86_400_000;
/** A sample's row with its part of the page; docs/performance.md has the measurement. */
const SAMPLE_BYTES = 28;
/** What is kept of its trace besides; measured likewise. */
const TRACE_BYTES = 15;

const days = z
  .int('must be a whole number of days.')
  .min(1, 'must be at least 1 day.')
  .max(3650, 'must be at most 3,650 days.')
  .optional();
const schema = z
  .object({ samplesDays: days, secondsDays: days })
  .refine(
    ({ samplesDays, secondsDays }) =>
      secondsDays === undefined || (samplesDays !== undefined && samplesDays <= secondsDays),
    { path: ['secondsDays'], message: 'must not be shorter than the retention of requests.' },
  );

export async function getRetention({ prisma }: Store): Promise<Retention> {
  const row = await prisma.setting.findUnique({ where: { name: SETTING } });
  return row === null ? {} : schema.parse(settingOf(row));
}

/** Throws `invalid-input`; nothing is removed before a worker next looks. */
export async function setRetention({ prisma }: Store, input: unknown): Promise<Retention> {
  const retention = parseInput(schema, input, 'The retention is not valid.');
  const value = JSON.stringify(retention);
  await prisma.setting.upsert({
    where: { name: SETTING },
    create: { name: SETTING, value },
    update: { value },
  });
  return retention;
}

/** What a retention would take at `nowMs`; removes nothing. Throws `invalid-input`. */
export async function previewRetention(
  store: Store,
  input: unknown,
  nowMs: number,
): Promise<RetentionPreview> {
  const retention = parseInput(schema, input, 'The retention is not valid.');
  const [samples, seconds] = await Promise.all([
    runsToTake(store, 'samples', retention, nowMs),
    runsToTake(store, 'seconds', retention, nowMs),
  ]);
  const keptWhole = await store.prisma.run.count({
    where: { endedAt: { not: null }, OR: [{ pinned: true }, { isBaseline: true }] },
  });
  return {
    samples: sampleSaving(store, samples),
    seconds: secondsSaving(store, seconds),
    keptWhole,
  };
}

/** Numbers of the runs that have something to take, the oldest first. */
async function runsToTake(
  { prisma }: Store,
  what: 'samples' | 'seconds',
  retention: Retention,
  nowMs: number,
): Promise<number[]> {
  const kept = what === 'samples' ? retention.samplesDays : retention.secondsDays;
  if (kept === undefined) return [];
  const notYet: Prisma.RunWhereInput =
    what === 'samples' ? { samplesRemovedAt: null } : { secondsRemovedAt: null };
  const runs = await prisma.run.findMany({
    where: {
      endedAt: { lt: new Date(nowMs - kept * DAY_MS) },
      pinned: false,
      isBaseline: false,
      ...notYet,
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return runs.map(({ id }) => id);
}

function sampleSaving({ sqlite }: Store, runs: readonly number[]): RetentionSaving {
  // Samples are numbered from 1 without a gap: the last number says how many there are.
  const samples = sqlite.prepare<[number], SavedRows>(
    `SELECT "rows", "rows" * ${SAMPLE_BYTES} AS "bytes"
     FROM (SELECT coalesce(max("sequence"), 0) AS "rows" FROM "Sample" WHERE "runId" = ?)`,
  );
  const traces = sqlite.prepare<[number], SavedRows>(
    `SELECT 0 AS "rows", count(*) * ${TRACE_BYTES} AS "bytes" FROM "SampleTrace" WHERE "runId" = ?`,
  );
  return savingOf(runs, [samples, traces]);
}

function secondsSaving({ sqlite }: Store, runs: readonly number[]): RetentionSaving {
  const windows = sqlite.prepare<[number], SavedRows>(
    'SELECT count(*) AS rows, coalesce(sum(length(response) + length(service) + 48), 0) AS bytes FROM Window WHERE runId = ?',
  );
  const metrics = sqlite.prepare<[number], SavedRows>(
    'SELECT count(*) AS rows, coalesce(sum(length("values") + 16), 0) AS bytes FROM MetricSecond WHERE runId = ?',
  );
  return savingOf(runs, [windows, metrics]);
}

type SavedRows = Omit<RetentionSaving, 'runs'>;

function savingOf(
  runs: readonly number[],
  statements: readonly Statement<[number], SavedRows>[],
): RetentionSaving {
  const saving = { runs: runs.length, rows: 0, bytes: 0 };
  for (const run of runs)
    for (const statement of statements) {
      const { rows = 0, bytes = 0 } = statement.get(run) ?? {};
      saving.rows += rows;
      saving.bytes += bytes;
    }
  return saving;
}

const UNDER_WAY = { in: ['running', 'stopping'] };
const SAMPLES = ['Sample', 'SampleTrace'] as const;
const SECONDS = ['Window', 'Tick', 'MetricSecond', 'MetricSeries'] as const;

/**
 * Removes what the retention does not keep, run by run, each in one transaction with the note that it is gone.
 * While a run is under way nothing is removed: it would wait for the disk. Summaries, verdicts and findings stay.
 */
export async function applyRetention(store: Store, nowMs: number): Promise<{ runs: number }> {
  const retention = await getRetention(store);
  const now = new Date(nowMs);
  const taken = new Set<number>();
  for (const what of ['samples', 'seconds'] as const)
    for (const run of await runsToTake(store, what, retention, nowMs)) {
      if ((await store.prisma.run.count({ where: { status: UNDER_WAY } })) > 0)
        return { runs: taken.size };
      const tables = what === 'samples' ? SAMPLES : SECONDS;
      const field = what === 'samples' ? 'samplesRemovedAt' : 'secondsRemovedAt';
      await store.prisma.$transaction([
        ...tables.map((table) =>
          store.prisma.$executeRawUnsafe(`DELETE FROM "${table}" WHERE "runId" = ?`, run),
        ),
        store.prisma.run.update({ where: { id: run }, data: { [field]: now } }),
      ]);
      taken.add(run);
    }
  return { runs: taken.size };
}

/** Gives what was freed back to the disk; the whole database is written anew, which takes its time. */
export function compactStore({ sqlite }: Store): void {
  sqlite.exec('VACUUM');
}
