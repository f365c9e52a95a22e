import { once } from 'node:events';
import { type IncomingMessage, request as send } from 'node:http';
import type { APIRequestContext } from '@playwright/test';
import type { Stack } from './start-stack';
import { expect, test } from './test';

interface RunAnswer {
  run: { number: number; status: string; planHash: string };
  totals: { requests: number };
  validity: { validity: string } | null;
}

const PINGS = {
  name: 'Pings',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [{ durationMs: 12_000, ratePerSecond: 20 }],
  },
  requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping', params: {} } }],
};

test('a script starts two runs, waits, compares and exports them, and sees them in the metrics', async ({
  request,
  stack,
}) => {
  test.setTimeout(120_000);
  await holdBack(stack, 200);
  const base = await measured(request);
  await holdBack(stack, 300);
  const candidate = await measured(request);
  expect(candidate.run.planHash).toBe(base.run.planHash);

  const compared = await request.get(
    `/api/v1/comparisons?base=${base.run.number}&candidate=${candidate.run.number}`,
  );
  expect(compared.status()).toBe(200);
  expect(await compared.json()).toMatchObject({
    // So much slower that no noise of a busy machine hides it.
    verdict: 'worse',
  });

  const file = await request.get(`/api/v1/runs/${base.run.number}/export?format=csv`);
  expect(file.headers()['content-disposition']).toContain(`run-${base.run.number}.csv`);
  const rows = (await file.text()).trimEnd().split('\n');
  expect(rows).toHaveLength(1 + base.totals.requests);

  const samples = await request.get(`/api/v1/runs/${base.run.number}/samples?pageSize=3`);
  expect(await samples.json()).toMatchObject({ total: base.totals.requests, traced: true });

  const metrics = await (await request.get('/api/metrics')).text();
  expect(metrics).toMatch(/^plimsoll_last_run_valid\{scenario="Pings",target=".+"\} [01]$/m);
  expect(metrics).toMatch(/^plimsoll_workers [1-9]\d*$/m);
});

test('what is wrong is said at once, and the document says how it is right', async ({
  request,
  stack,
}) => {
  const refused = await request.post('/api/v1/runs', { data: { scenario: 'none', users: 0 } });
  expect(refused.status()).toBe(400);
  const { problems } = (await refused.json()) as { problems: { path: string }[] };
  expect(problems.map(({ path }) => path).sort()).toEqual(['target', 'users']);
  const foreign = await request.post('/api/v1/runs', {
    data: { scenario: 'light' },
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(foreign.status()).toBe(403);

  const answer = await fetch(`${stack.url}/api/v1/openapi.json`);
  const document = (await answer.json()) as { openapi: string; paths: Record<string, object> };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths['/runs'] ?? {})).toEqual(['get', 'post']);
});

test('what Next itself would answer with 500 gets a sentence, on pages and in every API', async ({
  stack,
}) => {
  const refused = async (sentence: string, status: number, type: string, asked: Asked) => {
    const answer = await answerTo(stack, asked);
    expect({ ...asked, ...answer, text: '' }).toEqual({ ...asked, status, type, text: '' });
    expect(answer.text).toContain(sentence);
  };
  const undecodable = 'that encodes no character. Write %25';
  for (const path of [
    '/%',
    '/runs/%E0%A4%A',
    '/shared/%ff',
    '/scenarios/%F0%9F',
    '/runs?search=100%',
  ])
    await refused(undecodable, 400, 'text/html', { path });
  const paths = ['/api/v1/runs/%E0%A4%A', '/api/runs/%ff/events', '/api/capacity/%ff'];
  const queries = ['/api/v1/runs?label=%ff', '/api/runs/1/export?format=%ff', '/api/reports?run=%'];
  for (const path of [...paths, ...queries])
    await refused(undecodable, 400, 'application/json', { path });
  await refused('The address must begin with', 400, 'text/html', { path: '*' });
  const trace = 'TRACE is not supported.';
  await refused(trace, 405, 'text/html', { method: 'TRACE', path: '/runs' });
  await refused(trace, 405, 'application/json', { method: 'TRACE', path: '/api/v1/runs' });
  const form = { 'content-type': 'multipart/form-data' };
  const state = { rsc: '1', 'next-router-state-tree': '[' };
  for (const asked of [
    { method: 'POST', path: '/plan.schema.json' },
    { method: 'POST', path: '/', headers: form },
    { path: '/nowhere', headers: state },
  ])
    await refused('The request could not be read.', 400, 'text/html', asked);
  // What is well formed is looked for, and a part that no file has is no fault.
  expect(await answerTo(stack, { path: '/scenarios/100%25' })).toMatchObject({ status: 404 });
  const range = { path: '/plan.schema.json', headers: { range: 'bytes=9-1' } };
  expect(await answerTo(stack, range)).toMatchObject({ status: 200 });
});

interface Asked {
  method?: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
}

/** What a request gets, sent just as it is written. */
async function answerTo({ url }: Stack, asked: Asked) {
  const { hostname, port } = new URL(url);
  const sent = send({ hostname, port, agent: false, ...asked }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { status: answer.statusCode, type: answer.headers['content-type']?.split(';')[0], text };
}

/** Every answer of the reference service comes so much later. */
async function holdBack({ referenceUrl }: Stack, latencyMs: number): Promise<void> {
  await fetch(`${referenceUrl}/api/v1/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latencyMs }),
  });
}

/** A short run, started and waited for as a script would. */
async function measured(request: APIRequestContext): Promise<RunAnswer> {
  const started = await request.post('/api/v1/runs', {
    data: {
      plan: PINGS,
      target: 'Reference service',
      traceContext: true,
      seed: 7,
    },
  });
  expect(started.status()).toBe(201);
  const location = started.headers().location ?? '';
  const answer = async () => (await (await request.get(location)).json()) as RunAnswer;
  await expect.poll(async () => (await answer()).run.status, { timeout: 40_000 }).toBe('finished');
  const run = await answer();
  expect(run.totals.requests).toBeGreaterThan(0);
  expect(run.validity?.validity).toMatch(/^(valid|suspect|invalid)$/);
  return run;
}
