import { setTimeout as sleep } from 'node:timers/promises';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { systemClock } from '../clock';
import { post, readSeries, resultOf, startJob, waitForStatus } from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';
import { healthRoutes } from './server';

const ping = { jsonrpc: '2.0', method: 'rpc.ping', id: 1 };

const counted = (method: string, endpoint: string, status: number) =>
  `http_requests_total{method="${method}",endpoint="${endpoint}",status_code="${status}"}`;

test('the three health routes say who answers and since when', async () => {
  const { url } = await startTestService();
  for (const path of ['health', 'health/ready', 'health/live']) {
    const response = await fetch(`${url}/api/v1/${path}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      name: 'plimsoll-reference',
      version: '0.1.0',
      started_at: expect.any(String),
    });
  }
});

test('with a token, requests without it are 401 in JSON; health and metrics stay open', async () => {
  const { url } = await startTestService({ token: 's3cret' });
  const refused = await post(url, ping);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toEqual({
    statusCode: 401,
    error: 'Unauthorized',
    message: 'A valid bearer token is required.',
  });
  expect((await post(url, ping, { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await post(url, ping, { authorization: 'Bearer s3cret' })).status).toBe(200);
  for (const path of ['/metrics', '/api/v1/health', '/api/v1/health/ready'])
    expect((await fetch(url + path)).status).toBe(200);
});

test('over the rate limit requests are 429 with the three headers', async () => {
  const stopped = { ...systemClock, epochMs: () => 1_700_000_000_500 };
  const { url } = await startTestService({ rateLimitPerSecond: 2 }, stopped);
  const responses = [await post(url, ping), await post(url, ping), await post(url, ping)];
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
  const header = (name: string) => responses.map(({ headers }) => headers.get(name));
  expect(header('X-RateLimit-Limit')).toEqual(['2', '2', '2']);
  expect(header('X-RateLimit-Remaining')).toEqual(['1', '0', '0']);
  expect(header('X-RateLimit-Reset')).toEqual(['1700000001', '1700000001', '1700000001']);
  expect(await responses[2]?.json()).toMatchObject({ statusCode: 429 });
});

test('without a rate limit no answer speaks of one', async () => {
  const { url } = await startTestService();
  expect((await post(url, ping)).headers.has('X-RateLimit-Limit')).toBe(false);
});

test('a body of more than 10 MB is 413, another content type 415, another path 404, all in JSON', async () => {
  const { url } = await startTestService();
  const large = await post(url, ' '.repeat(10 * 1024 * 1024 + 1));
  const form = await post(url, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
  const lost = await fetch(`${url}/nowhere`);
  const get = await fetch(`${url}/api/v1/jsonrpc`);
  const responses = [large, form, lost, get];
  expect(responses.map(({ status }) => status)).toEqual([413, 415, 404, 404]);
  for (const response of responses)
    expect(await response.json()).toMatchObject({ statusCode: response.status });
});

test('a body of just under 10 MB is taken', async () => {
  const { url } = await startTestService();
  const padded = JSON.stringify(ping) + ' '.repeat(10 * 1024 * 1024 - 100);
  expect((await post(url, padded)).status).toBe(200);
});

test('requests are counted to the one, HTTP by status and RPC by outcome', async () => {
  const { url } = await startTestService({ token: 's3cret' });
  const authorization = 'Bearer s3cret';
  const unknown = { jsonrpc: '2.0', method: 'training.get_status', params: { job_id: 'a' }, id: 1 };
  const many = (times: number, body: unknown) =>
    Array.from({ length: times }, () => post(url, body, { authorization }));
  await Promise.all([
    ...many(40, ping),
    ...many(30, unknown),
    ...many(5, [ping, ping, unknown]),
    ...many(3, { jsonrpc: '2.0', method: 'rpc.ping' }),
    ...many(2, 'no JSON'),
    ...Array.from({ length: 4 }, () => post(url, ping)),
    ...Array.from({ length: 6 }, () => fetch(`${url}/nowhere`)),
  ]);
  const rpc = (method: string, outcome: string) =>
    `rpc_requests_total{method="${method}",outcome="${outcome}"}`;
  expect({
    answered: await readSeries(url, counted('POST', '/api/v1/jsonrpc', 200)),
    notifications: await readSeries(url, counted('POST', '/api/v1/jsonrpc', 204)),
    refused: await readSeries(url, counted('POST', '/api/v1/jsonrpc', 401)),
    lost: await readSeries(url, counted('GET', 'unmatched', 404)),
    pings: await readSeries(url, rpc('rpc.ping', 'ok')),
    notFound: await readSeries(url, rpc('training.get_status', '-32001')),
    unparsed: await readSeries(url, rpc('unknown', '-32700')),
    scrapesBefore: await readSeries(url, counted('GET', '/metrics', 200)),
  }).toEqual({
    answered: 77,
    notifications: 3,
    refused: 4,
    lost: 6,
    pings: 53,
    notFound: 35,
    unparsed: 2,
    scrapesBefore: 7,
  });
});

test('a client that leaves before its answer is counted as 499', async () => {
  const { url } = await startTestService({ modelStepMedianMs: 10 });
  const job_id = await startJob(url);
  await waitForStatus(url, job_id, 'completed');
  const evaluate = { jsonrpc: '2.0', method: 'training.evaluate', params: { job_id }, id: 1 };
  const left = fetch(`${url}/api/v1/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(evaluate),
    signal: AbortSignal.timeout(30),
  });
  await expect(left).rejects.toThrow();
  const series = counted('POST', '/api/v1/jsonrpc', 499);
  for (let tries = 0; (await readSeries(url, series)) === undefined && tries < 100; tries++)
    await sleep(5);
  expect(await readSeries(url, series)).toBe(1);
});

test('every metric of the protocol is there, and the loss only once there is one', async () => {
  const { url } = await startTestService();
  expect(await readSeries(url, 'training_loss')).toBeUndefined();
  const id = await startJob(url, { n_iterations: 5, batch_size: 16 });
  await waitForStatus(url, id, 'completed');
  await resultOf(url, 'rpc.ping');
  const histograms = [
    'training_trajectory_generation_duration_seconds_count',
    'training_policy_update_duration_seconds_count',
    'training_iteration_duration_seconds_count',
    'training_checkpoint_save_duration_seconds_count',
  ];
  const counts = await Promise.all(histograms.map((name) => readSeries(url, name)));
  expect(counts).toEqual([160, 5, 5, 1]);
  const figures = {
    training_jobs_created_total: 1,
    training_jobs_completed_total: 1,
    training_jobs_failed_total: 0,
    training_jobs_cancelled_total: 0,
    training_jobs_active: 0,
    training_budget_usage_usd: 0,
    training_budget_utilization_percent: 0,
    'redis_queue_length{queue="training_jobs"}': 0,
    training_workers_active: 0,
    training_workers_total: 10,
    training_inference_slots_in_use: 0,
    training_inference_slots_waiting: 0,
    training_inference_slots_total: 32,
    training_database_writer_queue: 0,
    training_database_pool_in_use: 0,
    training_database_pool_waiting: 0,
    training_database_pool_size: 10,
    training_trajectories_written_total: 160,
  };
  for (const [name, value] of Object.entries(figures))
    expect(`${name} ${await readSeries(url, name)}`).toBe(`${name} ${value}`);
  for (const name of [
    'training_loss',
    'training_reward_mean',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_seconds',
  ])
    expect(await readSeries(url, name)).toEqual(expect.any(Number));
});

test('a service that has a problem is alive but not ready, with HTTP 503', async () => {
  const server = fastify();
  healthRoutes(server, { startedAtMs: 0, problems: () => ['The database is closed.'] });
  const ready = await server.inject('/api/v1/health/ready');
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toMatchObject({ ready: false, problems: ['The database is closed.'] });
  expect((await server.inject('/api/v1/health/live')).statusCode).toBe(200);
  expect((await server.inject('/api/v1/health')).json()).toMatchObject({ status: 'unhealthy' });
});
