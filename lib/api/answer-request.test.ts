import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { endRun } from '@/lib/runs/end-run';
import { seedStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { answerRequest } from './answer-request';
import { ALL_OPERATIONS, openApiDocument } from './open-api-document';

async function openSeeded(): Promise<Store> {
  const store = openTestStore();
  await seedStore(store, { REFERENCE_PORT: '8001' });
  return store;
}

/** Asks as a client would; an answer that its own schema does not describe fails the test. */
async function ask(store: Store, method: string, path: string, body?: unknown, headers = {}) {
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, {
    method,
    ...(body !== undefined && {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    }),
    ...(body === undefined && { headers }),
  });
  const response = await answerRequest(store, ALL_OPERATIONS, request);
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const answer = isJson ? ((await response.json()) as Record<string, unknown>) : {};
  const operation = ALL_OPERATIONS.find(
    (one) =>
      one.method === method &&
      new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.replace(/\?.*/, '')),
  );
  if (response.ok && operation?.response !== undefined)
    expect(operation.response.parse(answer)).toEqual(answer);
  if (response.ok) expect(response.status).toBe(operation?.status);
  return { status: response.status, answer, headers: response.headers };
}

test('a run is queued, found, named, stopped and deleted', async () => {
  const store = await openSeeded();
  const wish = { scenario: 'moderate', target: 'Reference service', users: 5, durationMs: 3000 };
  const started = await ask(store, 'POST', '/runs', wish);
  expect([started.status, started.headers.get('location')]).toEqual([201, '/api/v1/runs/1']);
  expect(started.answer).toMatchObject({ run: { number: 1, status: 'queued' }, verdict: null });
  const list = await ask(store, 'GET', '/runs?status=queued&sort=p95&descending=false');
  expect(list.answer).toMatchObject({ total: 1, items: [{ number: 1, scenario: 'Moderate' }] });
  const edit = { name: 'Before', labels: ['a'], pinned: true };
  const edited = await ask(store, 'PATCH', '/runs/1', edit);
  expect(edited.answer).toMatchObject({ run: { name: 'Before', labels: ['a'], pinned: true } });
  expect((await ask(store, 'DELETE', '/runs/1')).status).toBe(409);
  expect((await ask(store, 'POST', '/runs/1/stop')).answer).toMatchObject({
    run: { status: 'stopped' },
  });
  expect((await ask(store, 'DELETE', '/runs/1')).status).toBe(204);
  expect((await ask(store, 'GET', '/runs/1')).answer.message).toBe('There is no run 1.');
});

test('an address that cannot be decoded is refused with a sentence', async () => {
  const store = await openSeeded();
  const message =
    'The address has a "%" that encodes no character. Write %25 for "%", and check that the address was copied whole.';
  for (const path of ['/runs/%E0%A4%A', '/%ff', '/runs?label=%ff', '/scenarios/100%'])
    expect(await ask(store, 'GET', path)).toMatchObject({
      status: 400,
      answer: { message, problems: [] },
    });
  expect((await ask(store, 'GET', '/runs?label=100%25')).answer.total).toBe(0);
});

test('an ended run is judged, compared and exported', async () => {
  const store = await openSeeded();
  for (const _ of [1, 2]) {
    const number = await insertRun(store);
    await endRun(store, number, { status: 'finished', endedAt: new Date(), durationMs: 5000 });
  }
  expect((await ask(store, 'POST', '/runs/1/judge', { profile: 'strict' })).status).toBe(200);
  expect((await ask(store, 'GET', '/runs/1/samples?pageSize=5')).answer.total).toBe(0);
  const compared = await ask(store, 'GET', '/comparisons?base=1&candidate=2');
  expect(compared.answer.verdict).toBe('inconclusive');
  const file = await ask(store, 'GET', '/runs/1/export?format=csv');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="run-1.csv"');
  expect((await ask(store, 'GET', '/runs/1/export?format=xls')).answer.problems).toEqual([
    { path: 'format', message: 'must be one of csv, jsonl, parquet, json, junit, hgrm.' },
  ]);
});

test('scenarios, targets, profiles and suites are listed, made, changed and removed', async () => {
  const store = await openSeeded();
  const plan = {
    load: { model: 'closed', stages: [{ users: 2, spawnPerSecond: 1, durationMs: 3000 }] },
    requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
  };
  const added = await ask(store, 'POST', '/scenarios', { name: 'Mine', plan });
  expect(added.headers.get('location')).toBe('/api/v1/scenarios/mine');
  expect((await ask(store, 'PUT', '/scenarios/mine', { name: 'Ours', plan })).status).toBe(200);
  expect((await ask(store, 'DELETE', '/scenarios/light')).status).toBe(409);
  expect((await ask(store, 'DELETE', '/scenarios/mine')).status).toBe(204);
  expect((await ask(store, 'GET', '/scenarios')).status).toBe(200);

  const target = { name: 'Staging', url: 'http://127.0.0.1:1/rpc', token: 'not-to-be-seen' };
  const made = await ask(store, 'POST', '/targets', target);
  expect(JSON.stringify(made.answer)).not.toContain('not-to-be-seen');
  const id = String(made.answer.id);
  expect((await ask(store, 'POST', `/targets/${id}/test`)).answer.ok).toBe(false);
  const renamed = { name: 'Stage', url: target.url };
  expect((await ask(store, 'PUT', `/targets/${id}`, renamed)).answer.hasToken).toBe(true);
  expect((await ask(store, 'DELETE', `/targets/${id}`)).status).toBe(204);
  expect((await ask(store, 'GET', '/profiles')).status).toBe(200);

  const suite = await ask(store, 'POST', '/suites', { target: 'Reference service', quick: true });
  expect(suite.status).toBe(201);
  expect((await ask(store, 'GET', '/suites')).status).toBe(200);
  expect((await ask(store, 'POST', '/suites/1/stop')).status).toBe(202);
});

test('what is wrong with a request is said in a sentence, all of it at once', async () => {
  const store = await openSeeded();
  const wrong = await ask(store, 'POST', '/runs', { users: 0, firing: 'x', target: 1 });
  expect([wrong.status, wrong.answer.problems]).toEqual([
    400,
    [
      { path: 'users', message: 'must be at least 1 user.' },
      { path: 'firing', message: 'is not a known field. Remove it or check the spelling.' },
      { path: 'scenario', message: 'is required.' },
    ],
  ]);
  expect((await ask(store, 'GET', '/runs?pages=2')).answer.problems).toEqual([
    { path: 'pages', message: 'is not a known field. Remove it or check the spelling.' },
  ]);
  expect((await ask(store, 'POST', '/runs', '{"a"')).status).toBe(400);
  const form = { 'content-type': 'text/plain' };
  expect((await ask(store, 'POST', '/runs', '{}', form)).status).toBe(400);
  const method = await ask(store, 'PUT', '/runs/1', {});
  expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, PATCH, DELETE']);
  expect((await ask(store, 'GET', '/nothing')).status).toBe(404);
  expect((await ask(store, 'GET', '/runs/abc')).status).toBe(404);
});

test('the document names every operation, and every reference in it leads somewhere', () => {
  const document = openApiDocument(ALL_OPERATIONS, '0.1.0') as {
    paths: Record<string, Record<string, { operationId: string; parameters: object[] }>>;
    components: { schemas: Record<string, unknown> };
  };
  const ids = Object.values(document.paths).flatMap((at) =>
    Object.values(at).map(({ operationId }) => operationId),
  );
  expect(ids.toSorted()).toEqual(ALL_OPERATIONS.map(({ id }) => id).toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  const text = JSON.stringify(document);
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(named));
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['Run', 'Scenario', 'Target', 'Comparison', 'Problem', 'LoadPlan']),
  );
  expect(document.paths['/runs']?.get?.parameters).toContainEqual({
    name: 'verdict',
    in: 'query',
    required: false,
    schema: { $ref: '#/components/schemas/Verdict' },
  });
});

test('the document is OpenAPI 3.1 by the judgement of a validator, its references found', async () => {
  const validator = new Validator();
  const document = openApiDocument(ALL_OPERATIONS, '0.1.0');
  expect(await validator.validate(document)).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
  const broken = { ...document, paths: { '/runs': { get: { responses: 'none' } } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

test('a body beyond all bounds is refused with a sentence', async () => {
  const store = await openSeeded();
  const problemsOf = async (body: string) => {
    const { status, answer } = await ask(store, 'POST', '/runs', body);
    return { status, problems: answer.problems };
  };
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const { status, problems } = await problemsOf(`{"plan":${deep}}`);
  expect([status, (problems as unknown[])[0]]).toEqual([
    400,
    { path: 'body', message: 'is not valid JSON: It is nested more than 500 levels deep.' },
  ]);
  expect(await problemsOf(`{"name":"${'a'.repeat(20_000_001)}"}`)).toEqual({
    status: 400,
    problems: [{ path: 'body', message: 'is longer than 20 MB.' }],
  });
  const keys = Array.from({ length: 100_000 }, (_, at) => `"k${at}":1`).join(',');
  const many = (await problemsOf(`{${keys}}`)).problems as unknown[];
  expect(many).toHaveLength(101);
});
