import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { enter } from '@/lib/access/audit';
import type { Actor } from '@/lib/access/model';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import { endRun, type RunEnd } from '@/lib/runs/end-run';
import { Histogram } from '@/lib/stats/histogram';
import { emptyOutcomeCounts } from '@/lib/stats/outcome';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { type Holder, HoldLost } from '@/lib/store/queue/hold';
import { newHolderId } from '@/lib/store/queue/holder';
import { keepBeating } from '@/lib/store/queue/keep-beating';
import { hostOf } from '@/lib/targets/model';
import { IMPORT_REFUSED } from './formats/formats';
import type { ImportedFile, ImportedSummary } from './imported-record';
import { persistImport } from './persist-import';
import { type ValidatedImport, validateImport } from './validate-import';

const LONGEST_MS = 24 * 3_600_000;
const MAX_NAME = 100;
const MAX_URL = 2000;

const importSchema = z.object({
  /** As `FOREIGN_FORMATS` names it; found out, if left out. */
  format: z.string().min(1).optional(),
  scenario: z.string().trim().max(100, 'must be at most 100 characters.').optional(),
  target: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
  name: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
});

/** How far an import is: files are read twice, the second time to keep what is in them. */
export interface ImportProgress {
  stage: 'reading' | 'storing';
  samples: number;
  /** Known once the files have been read. */
  total?: number;
}

export interface ImportOptions {
  onProgress?: (progress: ImportProgress) => void;
  /** Who imports it, for the audit log: told of in the transaction that makes the run one. */
  by?: Actor;
}

/**
 * Keeps what another tool measured as a run, marked as imported; several files are parts of one run. All of
 * it or nothing. Throws `invalid-input` that names the lines that cannot be read.
 */
export async function importRun(
  store: Store,
  files: readonly ImportedFile[],
  input: unknown,
  { onProgress = () => undefined, by }: ImportOptions = {},
): Promise<{ number: number }> {
  const request = parseInput(importSchema, input, IMPORT_REFUSED);
  const survey = await validateImport(files, request.format, (samples) =>
    onProgress({ stage: 'reading', samples }),
  );
  const durationMs = Math.round(survey.durationMs ?? 0);
  if (durationMs > LONGEST_MS)
    throw new PlimsollError('invalid-input', IMPORT_REFUSED, [
      {
        path: files[0]?.name ?? 'file',
        message: 'covers more than 24 hours. Check that all times belong to one run.',
      },
    ]);
  const holder = await createRun(store, survey, request, files[0]?.name ?? 'file');
  const stopBeating = keepBeating(store, { kind: 'run', ...holder });
  try {
    if (survey.hasSeconds)
      await persistImport(store, holder, survey, (samples) =>
        onProgress({ stage: 'storing', samples, total: survey.samples }),
      );
    const startedMs = survey.startedMs ?? Date.now();
    const end: RunEnd = {
      status: 'finished',
      durationMs,
      endedAt: new Date(startedMs + durationMs),
      async beside(transaction) {
        await keepSummaries(transaction, holder.id, survey);
        if (by !== undefined) await enter(transaction, by, 'run.import', holder.id);
      },
    };
    // Only what is stored whole is told of as done.
    if (!(await endRun(store, holder.id, end, { workerId: holder.workerId })))
      throw new HoldLost(holder);
  } catch (error) {
    // Half of a file is worse than none, and nobody but this process has written into it.
    await store.prisma.run.deleteMany({ where: holder }).catch(() => undefined);
    throw error;
  } finally {
    stopBeating();
  }
  return { number: holder.id };
}

/** A file on disk. Throws `invalid-input` where there is none. */
export function fileToImport(path: string, name = basename(path)): ImportedFile {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size;
  if (bytes === undefined)
    throw new PlimsollError('invalid-input', IMPORT_REFUSED, [
      { path: name, message: 'does not exist.' },
    ]);
  return { name, bytes, open: () => createReadStream(path) };
}

async function createRun(
  store: Store,
  survey: ValidatedImport,
  request: z.infer<typeof importSchema>,
  fileName: string,
): Promise<Holder> {
  const { tool, notes } = survey;
  const scenarioName =
    [request.scenario, survey.scenario, fileName.replace(/\.[a-z]+$/i, '')]
      .map((name) => name?.trim().slice(0, MAX_NAME))
      .find(Boolean) ?? 'Imported run';
  const durationMs = Math.max(1000, Math.round(survey.durationMs ?? 1000));
  const targetUrl = survey.target?.slice(0, MAX_URL) ?? '';
  const targetName =
    request.target || (URL.canParse(targetUrl) ? hostOf(targetUrl) : '') || 'not in the file';
  // Pages read a plan of every run. Of this one nothing is known, so it is never shown.
  const stage = { users: 1, spawnPerSecond: 1, durationMs };
  const plan = { name: scenarioName, load: { model: 'closed', stages: [stage] } };
  const alike = createHash('sha256').update(`${tool} ${scenarioName}`).digest('hex');
  const workerId = newHolderId();
  const run = await store.prisma.run.create({
    data: {
      status: 'running',
      workerId,
      source: tool,
      sourceNotes: JSON.stringify(notes),
      name: request.name || null,
      scenarioName,
      targetName,
      targetUrl,
      plan: JSON.stringify(plan),
      planHash: `imported-${alike.slice(0, 12)}`,
      seed: 0,
      peakUsers: 0,
      plannedMs: durationMs,
      heartbeatAt: new Date(),
      startedAt: new Date(survey.startedMs ?? Date.now()),
      labels: { create: { label: 'imported' } },
    },
  });
  return { id: run.id, workerId };
}

const ALL = -1;
const NOTHING_KNOWN =
  'The file contains summary figures only, so there are no charts, confidence intervals or samples.';

/** Keeps the figures of a file that has no requests in it, as the file has them; what it lacks stays unknown. */
async function keepSummaries(
  { summary, run }: Prisma.TransactionClient,
  runId: number,
  { summaries, hasSeconds, notes }: ValidatedImport,
): Promise<void> {
  const all = summaries.find(({ endpoint }) => endpoint === '') ?? summaries[0];
  if (all === undefined) return;
  const known = hasSeconds
    ? {}
    : {
        requests: all.requests,
        failures: all.failures,
        locustFailures: all.failures,
        requestsPerSecond: all.requestsPerSecond,
        failureRate: rateOf(all),
      };
  const { p50Ms, p95Ms, p99Ms } = all.latency;
  await summary.deleteMany({ where: { runId } });
  await summary.createMany({ data: summaries.map((one, index) => rowOf(runId, one, index)) });
  await run.update({
    where: { id: runId },
    data: {
      ...known,
      p50Ms,
      p95Ms,
      p99Ms,
      sourceNotes: JSON.stringify(hasSeconds ? notes : [NOTHING_KNOWN, ...notes]),
    },
  });
}

function rateOf({ requests, failures }: ImportedSummary): number | undefined {
  return requests === undefined || failures === undefined || requests === 0
    ? undefined
    : failures / requests;
}

function rowOf(runId: number, summary: ImportedSummary, index: number) {
  const { endpoint, requests = 0, failures = 0, requestsPerSecond, latency } = summary;
  const histogram = new Uint8Array((summary.histogram ?? new Histogram()).encode());
  const times = JSON.stringify({ samples: requests - failures, ...latency });
  return {
    runId,
    endpoint: endpoint === '' ? ALL : index,
    name: endpoint,
    requests,
    failures,
    locustFailures: failures,
    skipped: 0,
    requestsPerSecond,
    outcomes: JSON.stringify({
      ...emptyOutcomeCounts(),
      ok: Math.max(0, requests - failures),
      httpError: failures,
    }),
    responseSummary: times,
    serviceSummary: times,
    response: histogram,
    service: histogram,
  };
}
