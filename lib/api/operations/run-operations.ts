import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { exportRun, exportSchema } from '@/lib/export/export-run';
import { verdictSchema } from '@/lib/export/json/parts';
import { runJson, runSchema, runStatusSchema } from '@/lib/export/json/run';
import { EXPORT_FORMATS } from '@/lib/export/model';
import { markBaseline } from '@/lib/runs/baseline';
import { deleteRun, editRun, editSchema, pinRun } from '@/lib/runs/edit-run';
import { reevaluateRun } from '@/lib/runs/evaluate-run';
import { getRun } from '@/lib/runs/get-run';
import { listRuns } from '@/lib/runs/list-runs';
import { RUN_SORTS, SAMPLE_SORTS } from '@/lib/runs/model';
import { listSamples } from '@/lib/runs/samples';
import { startFields, startInputOf } from '@/lib/runs/start-input';
import { startRun } from '@/lib/runs/start-run';
import { stopRun } from '@/lib/runs/stop-run';
import { OUTCOMES } from '@/lib/stats/outcome';
import type { Store } from '@/lib/store/open-store';
import { type Operation, operation } from '../operation';
import { flagText, numberParam, planRef, wholeText } from '../schemas/parts';
import { runListSchema, sampleListSchema } from '../schemas/run';

const tag = 'runs';
const page = wholeText(1, 1_000_000).optional().describe('Page number, from 1.');

export const runOperations: readonly Operation[] = [
  operation({
    id: 'listRuns',
    needs: 'read',
    method: 'GET',
    path: '/runs',
    tag,
    status: 200,
    summary: 'List runs, newest first by default',
    query: z.strictObject({
      search: z
        .string()
        .optional()
        .describe('Searches name, note, scenario, target, label and number.'),
      scenario: z.string().optional(),
      target: z.string().optional(),
      status: runStatusSchema.optional(),
      verdict: verdictSchema.optional(),
      label: z.string().optional(),
      sort: z.enum(RUN_SORTS).optional(),
      descending: flagText.optional(),
      page,
      pageSize: wholeText(1, 200).optional(),
    }),
    response: runListSchema,
    run: async (store, { query }) => ({ body: await listRuns(store, query) }),
  }),
  operation({
    id: 'startRun',
    needs: 'run.start',
    method: 'POST',
    path: '/runs',
    tag,
    status: 201,
    summary: 'Start a run of a scenario or a plan',
    body: startInputOf(startFields.extend({ plan: planRef.optional() }).strict()),
    response: runSchema,
    async run(store, { body }) {
      const { number } = await startRun(store, body);
      return { location: `/runs/${number}`, body: await runOf(store, number) };
    },
  }),
  operation({
    id: 'getRun',
    needs: 'read',
    method: 'GET',
    path: '/runs/{number}',
    tag,
    status: 200,
    summary: 'Get a run',
    params: numberParam,
    response: runSchema,
    run: async (store, { params }) => ({ body: await runOf(store, params.number) }),
  }),
  operation({
    id: 'editRun',
    needs: 'run.edit',
    method: 'PATCH',
    path: '/runs/{number}',
    tag,
    status: 200,
    summary: 'Update a run’s name, note, labels, baseline and pin',
    params: numberParam,
    body: editSchema
      .extend({ isBaseline: z.boolean().optional(), pinned: z.boolean().optional() })
      .strict(),
    response: runSchema,
    async run(store, { params: { number }, body: { isBaseline, pinned, ...edit } }) {
      await editRun(store, number, edit);
      if (pinned !== undefined) await pinRun(store, number, pinned);
      if (isBaseline !== undefined) await markBaseline(store, number, isBaseline);
      return { body: await runOf(store, number) };
    },
  }),
  operation({
    id: 'deleteRun',
    needs: 'run.delete',
    method: 'DELETE',
    path: '/runs/{number}',
    tag,
    status: 204,
    summary: 'Delete a finished run and all its data',
    params: numberParam,
    async run(store, { params }) {
      await deleteRun(store, params.number);
      return {};
    },
  }),
  operation({
    id: 'stopRun',
    needs: 'run.stop',
    method: 'POST',
    path: '/runs/{number}/stop',
    tag,
    status: 202,
    summary: 'Stop a run',
    params: numberParam,
    body: z.strictObject({ mode: z.enum(['gracefully', 'now']).default('gracefully') }),
    response: runSchema,
    async run(store, { params: { number }, body }) {
      await stopRun(store, number, body.mode);
      return { body: await runOf(store, number) };
    },
  }),
  operation({
    id: 'judgeRun',
    needs: 'run.evaluate',
    method: 'POST',
    path: '/runs/{number}/judge',
    tag,
    status: 200,
    summary: 'Evaluate a finished run against an SLA profile',
    params: numberParam,
    body: z.strictObject({ profile: z.string().describe('Slug or name of the SLA profile.') }),
    response: runSchema,
    async run(store, { params: { number }, body }) {
      await reevaluateRun(store, number, body.profile);
      return { body: await runOf(store, number) };
    },
  }),
  operation({
    id: 'listSamples',
    needs: 'read',
    method: 'GET',
    path: '/runs/{number}/samples',
    tag,
    status: 200,
    summary: 'List a run’s requests, slowest first by default',
    params: numberParam,
    query: z.strictObject({
      endpoint: z.string().optional(),
      outcome: z.enum([...OUTCOMES, 'failed']).optional(),
      minResponseMs: z.coerce.number().min(0).optional(),
      fromMs: z.coerce
        .number()
        .min(0)
        .optional()
        .describe('Only requests scheduled at or after this time.'),
      toMs: z.coerce.number().min(0).optional(),
      sort: z.enum(SAMPLE_SORTS).optional(),
      descending: flagText.optional(),
      page,
      pageSize: wholeText(1, 500).optional(),
    }),
    response: sampleListSchema,
    async run(store, { params: { number }, query }) {
      await runOf(store, number);
      return { body: await listSamples(store, number, query) };
    },
  }),
  operation({
    id: 'exportRun',
    needs: 'read',
    method: 'GET',
    path: '/runs/{number}/export',
    tag,
    status: 200,
    summary: 'Export a finished run as a file',
    params: numberParam,
    query: exportSchema.strict(),
    files: Object.values(EXPORT_FORMATS).map(({ type }) => type),
    run: async (store, { params, query }) => ({
      file: await exportRun(store, params.number, query),
    }),
  }),
];

async function runOf(store: Store, number: number) {
  const run = await getRun(store, number);
  if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
  return runJson(run);
}
