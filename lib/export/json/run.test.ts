import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerRequest } from '@/lib/api/answer-request';
import { ALL_OPERATIONS } from '@/lib/api/open-api-document';
import { endRun } from '@/lib/runs/end-run';
import { getRun } from '@/lib/runs/get-run';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { exportRun } from '../export-run';
import { orNull } from './parts';
import { runJson } from './run';

/** Three seconds with failures, judged by an objective. */
async function endedRun(store: Store): Promise<number> {
  const objectives = JSON.stringify([{ metric: 'p95', max: 200 }]);
  const number = await insertRun(store, { objectives });
  const writer = openSecondWriter(store.sqlite, number);
  for (let second = 0; second < 3; second++) {
    const error = { id: 1, endpoint: 1, outcome: 'timeout' as const, code: 'TIMEOUT' };
    const errors = [{ ...error, message: 'too late', count: 1, firstMs: 0, lastMs: 1 }];
    const samples = [{ serviceUs: 1000 }, { endpoint: 1, outcome: error.outcome, serviceUs: 9000 }];
    writer.write(reportOf(second, samples, { errors }), 1_700_000_000_000);
  }
  const endedAt = new Date(1_700_000_003_000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: 3000 });
  return number;
}

async function cliJson(store: Store, number: number) {
  const run = await getRun(store, number);
  if (run === undefined) throw new Error('no run');
  return runJson(run);
}

async function restJson(store: Store, path: string): Promise<unknown> {
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}`);
  return (await answerRequest(store, ALL_OPERATIONS, request)).json();
}

describe('a run as JSON', () => {
  it('is the same from the command line, the API and the export', async () => {
    const store = openTestStore();
    const number = await endedRun(store);
    const json = await cliJson(store, number);
    expect(await restJson(store, `/runs/${number}`)).toStrictEqual(json);
    const chunks: (string | Uint8Array)[] = [];
    for await (const chunk of (await exportRun(store, number, { format: 'json' })).chunks)
      chunks.push(chunk);
    expect(JSON.parse(chunks.join(''))).toStrictEqual(json);
    expect(json).toMatchObject({
      run: { status: 'finished', durationMs: 3000, name: null },
      totals: { requests: 6, failures: 3, failureRate: 0.5 },
      endpoints: [{ name: 'a' }, { name: 'b', outcomes: { ok: 0, timeout: 3 } }],
      objectives: [{ objective: { metric: 'p95', max: 200 }, limit: 200 }],
    });
  });

  it('says null where nothing is known yet, and leaves nothing out', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { status: 'queued', startedAt: null });
    const json = await cliJson(store, number);
    expect(await restJson(store, `/runs/${number}`)).toStrictEqual(json);
    expect(json).toStrictEqual({
      run: {
        number,
        name: null,
        note: null,
        labels: [],
        isBaseline: false,
        pinned: false,
        scenario: 'Light',
        target: { name: 'Test target', url: 'http://127.0.0.1:1/api/v1/jsonrpc' },
        status: 'queued',
        startedAt: null,
        endedAt: null,
        durationMs: null,
        planHash: '0123456789abcdef',
        seed: 1,
        failureReason: null,
      },
      validity: null,
      totals: {
        requests: 0,
        failures: 0,
        failureRate: null,
        locustFailures: 0,
        requestsPerSecond: null,
        dropped: 0,
        skipped: 0,
      },
      latencies: null,
      endpoints: [],
      verdict: null,
      profile: null,
      objectives: [],
      findings: null,
    });
    expect(await restJson(store, '/runs')).toMatchObject({
      items: [{ number, name: null, suiteId: null, verdict: null, p95Ms: null, endedAt: null }],
    });
  });
});

it('takes what is missing, and what JSON cannot say, for null', () => {
  const schema = z.object({ a: orNull(z.number()), b: orNull(z.string()) });
  expect(schema.parse({})).toStrictEqual({ a: null, b: null });
  expect(schema.parse({ a: Number.POSITIVE_INFINITY, b: undefined })).toStrictEqual({
    a: null,
    b: null,
  });
  expect(schema.safeParse({ a: 'x' }).success).toBe(false);
  expect(z.toJSONSchema(schema, { io: 'output' })).toMatchObject({
    required: ['a', 'b'],
    properties: { a: { type: ['number', 'null'] } },
  });
});
