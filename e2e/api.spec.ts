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

test('an address that cannot be decoded gets 400 and a sentence, on pages and in every API', async ({
  stack,
}) => {
  const sentence = 'The address has a "%" that encodes no character.';
  for (const path of ['/%', '/runs/%E0%A4%A', '/shared/%ff', '/scenarios/%F0%9F']) {
    const page = await fetch(`${stack.url}${path}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      400,
      'text/html; charset=utf-8',
    ]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).toContain(sentence);
  }
  const paths = ['/api/v1/runs/%E0%A4%A', '/api/runs/%ff/events', '/api/capacity/%ff'];
  const queries = ['/api/v1/runs?label=%ff', '/api/runs/1/export?format=%ff', '/api/reports?run=%'];
  for (const path of [...paths, ...queries]) {
    const answer = await fetch(`${stack.url}${path}`);
    expect([path, answer.status]).toEqual([path, 400]);
    expect(((await answer.json()) as { message: string }).message).toContain(sentence);
  }
  // What is well encoded is looked for, and only not there.
  expect((await fetch(`${stack.url}/scenarios/100%25`)).status).toBe(404);
});

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
