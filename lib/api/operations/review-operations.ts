import { z } from 'zod';
import { compareRuns } from '@/lib/compare/compare-runs';
import { PlimsollError } from '@/lib/core/errors';
import { comparisonJson, comparisonSchema } from '@/lib/export/json/comparison';
import { suiteJson, suiteListSchema, suiteSchema } from '@/lib/export/json/suite';
import { findRun } from '@/lib/runs/baseline';
import type { Store } from '@/lib/store/open-store';
import {
  getSuite,
  listSuites,
  startSuite,
  stopSuite,
  suiteFields,
  suiteInputOf,
} from '@/lib/suites/suites';
import { type Operation, operation } from '../operation';
import { idParam, wholeText } from '../schemas/parts';

const tag = 'suites';

export const reviewOperations: readonly Operation[] = [
  operation({
    id: 'compareRuns',
    needs: 'read',
    method: 'GET',
    path: '/comparisons',
    tag: 'comparisons',
    status: 200,
    summary: 'Compare two runs, with confidence intervals and verdicts',
    query: z.strictObject({
      base: z.string().min(1).describe('Number or name of the baseline run.'),
      candidate: z.string().min(1).describe('Number or name of the run to compare.'),
      margin: z.coerce
        .number('must be a fraction of 1.')
        .positive('must be greater than 0.')
        .max(1, 'must be at most 1.')
        .default(0.05)
        .describe('Ignore changes smaller than this fraction of the base run.'),
    }),
    response: comparisonSchema,
    async run(store, { query: { base, candidate, margin } }) {
      const [from, to] = [await findRun(store, base), await findRun(store, candidate)];
      return { body: comparisonJson(await compareRuns(store, from, to, margin)) };
    },
  }),
  operation({
    id: 'listSuites',
    needs: 'read',
    method: 'GET',
    path: '/suites',
    tag,
    status: 200,
    summary: 'List suites, newest first',
    query: z.strictObject({ limit: wholeText(1, 200).default(50) }),
    response: suiteListSchema,
    run: async (store, { query }) => ({ body: { items: await listSuites(store, query.limit) } }),
  }),
  operation({
    id: 'startSuite',
    needs: 'suite.start',
    method: 'POST',
    path: '/suites',
    tag,
    status: 201,
    summary: 'Queue the benchmark suite or some of its benchmarks',
    body: suiteInputOf(suiteFields.omit({ firing: true }).strict()),
    response: suiteSchema,
    async run(store, { body }) {
      const { id } = await startSuite(store, body);
      return { location: `/suites/${id}`, body: await suiteOf(store, id) };
    },
  }),
  operation({
    id: 'getSuite',
    needs: 'read',
    method: 'GET',
    path: '/suites/{id}',
    tag,
    status: 200,
    summary: 'Get a suite with its benchmarks',
    params: idParam,
    response: suiteSchema,
    run: async (store, { params: { id } }) => ({ body: await suiteOf(store, id) }),
  }),
  operation({
    id: 'stopSuite',
    needs: 'suite.stop',
    method: 'POST',
    path: '/suites/{id}/stop',
    tag,
    status: 202,
    summary: 'Stop a suite',
    params: idParam,
    body: z.strictObject({}),
    response: suiteSchema,
    async run(store, { params: { id } }) {
      await stopSuite(store, id);
      return { body: await suiteOf(store, id) };
    },
  }),
];

async function suiteOf(store: Store, id: number) {
  const suite = await getSuite(store, id);
  if (suite === undefined) throw new PlimsollError('not-found', `There is no suite ${id}.`);
  return suiteJson(suite);
}
