import { expect, test } from 'vitest';
import {
  call,
  codeOf,
  post,
  resultOf,
  startJob,
  trainingQueries,
  waitForStatus,
} from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';

const start = { agent_id: 'agent-1', training_queries: trainingQueries(100) };

async function answerTo(url: string, body: unknown) {
  const response = await post(url, body);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

test('every method of the protocol is listed', async () => {
  const { url } = await startTestService();
  const { methods } = await resultOf(url, 'rpc.methods');
  expect(methods).toEqual([
    'training.start_grpo',
    'training.get_status',
    'training.cancel',
    'training.list_jobs',
    'training.export_trajectories',
    'training.evaluate',
    'rpc.ping',
    'rpc.methods',
    'rpc.version',
  ]);
  expect(await resultOf(url, 'rpc.ping')).toMatchObject({ pong: true });
  const version = await resultOf(url, 'rpc.version');
  expect(version).toMatchObject({ name: 'plimsoll-reference', version: '0.1.0' });
  expect(new Date(String(version.started_at)).getTime()).toBeGreaterThan(0);
});

test('a started job is answered in both dialects, with its iterations and budget', async () => {
  const { url } = await startTestService();
  const { training_queries, ...rest } = start;
  const config = { n_iterations: 2, max_budget_usd: 5, batch_size: 2 };
  const answer = await resultOf(url, 'training.start_grpo', {
    ...rest,
    training_data: training_queries,
    config,
  });
  expect(answer).toMatchObject({
    success: true,
    agent_id: 'agent-1',
    status: 'queued',
    total_iterations: 2,
    budget_usd: 5,
  });
  expect(answer.training_job_id).toBe(answer.job_id);
});

test('a finished job tells progress and cost nested and flat', async () => {
  const { url } = await startTestService();
  const id = await startJob(url, { n_iterations: 2 });
  await waitForStatus(url, id, 'completed');
  const status = await resultOf(url, 'training.get_status', { training_job_id: id });
  expect(status).toMatchObject({
    job_id: id,
    training_job_id: id,
    status: 'completed',
    progress: { current_iteration: 2, total_iterations: 2, percent_complete: 100 },
    current_iteration: 2,
    total_iterations: 2,
    progress_percent: 100,
    metrics: { trajectories_generated: 8 },
    cost: { cost_usd: status.cost_usd, budget_usd: 10 },
    budget_usd: 10,
    best_checkpoint_id: `${id}-checkpoint-2`,
    stop_reason: 'all_iterations_done',
    estimated_completion: null,
  });
  expect(status.metrics).toMatchObject({ validation_accuracy: expect.any(Number) });
});

test('jobs are listed newest first, by agent and by status', async () => {
  const { url } = await startTestService();
  const first = await startJob(url);
  const second = await startJob(url, {}, 'agent-2');
  await Promise.all([first, second].map((id) => waitForStatus(url, id, 'completed')));
  const all = await resultOf(url, 'training.list_jobs', { limit: 1 });
  expect(all).toMatchObject({
    jobs: [{ job_id: second }],
    count: 1,
    total_count: 2,
    has_more: true,
    pagination: { limit: 1, offset: 0, total_count: 2, has_more: true, next_offset: 1 },
  });
  const filtered = { agent_id: 'agent-1', status: 'completed' };
  expect(await resultOf(url, 'training.list_jobs', filtered)).toMatchObject({
    jobs: [{ job_id: first }],
    total_count: 1,
  });
  expect(await resultOf(url, 'training.list_jobs', { status: 'failed' })).toMatchObject({
    jobs: [],
    count: 0,
    total_count: 0,
    has_more: false,
  });
});

test('an evaluation compares the best checkpoint with the base policy, by job or by agent', async () => {
  const { url } = await startTestService();
  const id = await startJob(url);
  await waitForStatus(url, id, 'completed');
  const byJob = await resultOf(url, 'training.evaluate', { job_id: id });
  expect(byJob).toMatchObject({
    job_id: id,
    checkpoint_id: `${id}-checkpoint-1`,
    evaluated_queries: 20,
    metrics: { success_rate: expect.any(Number), avg_steps: expect.any(Number) },
    baseline_comparison: { statistically_significant: expect.any(Boolean) },
  });
  const byAgent = { agent_id: 'agent-1', evaluation_queries: trainingQueries(3) };
  expect(await resultOf(url, 'training.evaluate', byAgent)).toMatchObject({
    job_id: id,
    evaluated_queries: 3,
  });
});

test('-32700: a body that is not JSON, or empty, arrives as HTTP 200 with a null id', async () => {
  const { url } = await startTestService();
  for (const body of ['{"jsonrpc": "2.0", ', ' '])
    expect(await answerTo(url, body)).toMatchObject({
      status: 200,
      body: { jsonrpc: '2.0', id: null, error: { code: -32700 } },
    });
});

test('-32600: an envelope is refused with all its problems, and its id if it has a usable one', async () => {
  const { url } = await startTestService();
  expect(await answerTo(url, { jsonrpc: '1.0', id: 7 })).toEqual({
    status: 200,
    body: {
      jsonrpc: '2.0',
      id: 7,
      error: {
        code: -32600,
        message: 'This is not a JSON-RPC 2.0 request.',
        data: {
          details: 'jsonrpc must be "2.0". method must be a text.',
          problems: ['jsonrpc must be "2.0".', 'method must be a text.'],
        },
      },
    },
  });
  for (const body of [1, null, 'text', { jsonrpc: '2.0', method: 'rpc.ping', id: {} }])
    expect(await answerTo(url, JSON.stringify(body))).toMatchObject({
      body: { id: null, error: { code: -32600 } },
    });
});

test('-32601: an unknown method, even one that every object has', async () => {
  const { url } = await startTestService();
  expect(await codeOf(url, 'training.dance')).toBe(-32601);
  expect(await codeOf(url, 'constructor')).toBe(-32601);
});

test('-32602: every problem of the params is told at once', async () => {
  const { url } = await startTestService();
  const { error } = await call(url, 'training.start_grpo', {
    agent_id: '',
    training_queries: [{ query: 'q' }, 7],
    config: { n_iterations: 0, batch_size: 129, learning_rate: 0, gamma: 2, max_budget_usd: -1 },
  });
  expect(error?.code).toBe(-32602);
  expect(error?.data?.problems).toEqual([
    'agent_id must be a text of 1 to 200 characters.',
    'training_queries.0.expected_outcome must be given.',
    'training_queries.1 must be an object with query and expected_outcome.',
    'training_queries must have at least 100 queries.',
    'config.n_iterations must be a whole number from 1 to 10000.',
    'config.batch_size must be a whole number from 1 to 128.',
    'config.learning_rate must be a number over 0 and at most 1.',
    'config.max_budget_usd must be a number of at least 0.',
    'config.gamma must be a number from 0 to 1.',
  ]);
  expect(error?.data?.details).toContain('config.gamma must be a number from 0 to 1.');
});

test('-32602: params by position, missing ids and limits out of range', async () => {
  const { url } = await startTestService();
  expect(await codeOf(url, 'training.get_status', ['job'])).toBe(-32602);
  expect(await codeOf(url, 'training.get_status', {})).toBe(-32602);
  expect(await codeOf(url, 'training.get_status')).toBe(-32602);
  expect(await codeOf(url, 'training.list_jobs', { status: 'lost' })).toBe(-32602);
  expect(await codeOf(url, 'training.list_jobs', { limit: 0 })).toBe(-32602);
  expect(await codeOf(url, 'training.evaluate', {})).toBe(-32602);
  expect(await codeOf(url, 'training.export_trajectories', { job_id: 'a', offset: -1 })).toBe(
    -32602,
  );
});

test('-32001: a job, an agent or a checkpoint that does not exist', async () => {
  const { url } = await startTestService();
  for (const method of ['get_status', 'cancel', 'export_trajectories', 'evaluate'])
    expect(await codeOf(url, `training.${method}`, { job_id: 'nowhere' })).toBe(-32001);
  expect(await codeOf(url, 'training.evaluate', { agent_id: 'nobody' })).toBe(-32001);
  const id = await startJob(url);
  await waitForStatus(url, id, 'completed');
  const elsewhere = { job_id: id, checkpoint_id: 'nowhere' };
  expect(await codeOf(url, 'training.evaluate', elsewhere)).toBe(-32001);
});

test('-40001: a job whose projected cost is over its budget', async () => {
  const { url } = await startTestService();
  const { error } = await call(url, 'training.start_grpo', {
    ...start,
    config: { max_budget_usd: 0.5 },
  });
  expect(error?.code).toBe(-40001);
  expect(error?.message).toBe('The projected cost of 0.5376 USD is over the budget of 0.5 USD.');
});

test('-40002: fewer than a hundred queries', async () => {
  const { url } = await startTestService();
  const few = { agent_id: 'agent-1', training_queries: trainingQueries(99) };
  expect(await codeOf(url, 'training.start_grpo', few)).toBe(-40002);
});

test('-40003: a job that has ended cannot be cancelled', async () => {
  const { url } = await startTestService();
  const id = await startJob(url);
  await waitForStatus(url, id, 'completed');
  expect(await codeOf(url, 'training.cancel', { job_id: id })).toBe(-40003);
});

test('-40004: a job without a checkpoint cannot be evaluated', async () => {
  const { url } = await startTestService({ modelStepMedianMs: 60_000 });
  const id = await startJob(url);
  expect(await codeOf(url, 'training.evaluate', { job_id: id })).toBe(-40004);
});

test('-40005: more than 10,000 trajectories at once, nested or flat', async () => {
  const { url } = await startTestService();
  const method = 'training.export_trajectories';
  expect(await codeOf(url, method, { job_id: 'a', limit: 10_001 })).toBe(-40005);
  expect(await codeOf(url, method, { job_id: 'a', filters: { limit: 10_001 } })).toBe(-40005);
});

test('a request without id is a notification: it is carried out, and answered 204', async () => {
  const { url } = await startTestService();
  const notification = { jsonrpc: '2.0', method: 'training.start_grpo', params: start };
  expect(await answerTo(url, notification)).toEqual({ status: 204, body: undefined });
  expect(await resultOf(url, 'training.list_jobs')).toMatchObject({ total_count: 1 });
});

test('an id of null is answered', async () => {
  const { url } = await startTestService();
  const request = { jsonrpc: '2.0', method: 'rpc.ping', id: null };
  expect(await answerTo(url, request)).toMatchObject({ status: 200, body: { id: null } });
});

test('a batch is answered in one array, without its notifications', async () => {
  const { url } = await startTestService();
  const answer = await answerTo(url, [
    { jsonrpc: '2.0', method: 'rpc.ping', id: 'a' },
    { jsonrpc: '2.0', method: 'rpc.ping' },
    { jsonrpc: '2.0', method: 'training.dance', id: 2 },
    5,
  ]);
  expect(answer).toMatchObject({
    status: 200,
    body: [
      { id: 'a', result: { pong: true } },
      { id: 2, error: { code: -32601 } },
      { id: null, error: { code: -32600 } },
    ],
  });
});

test('a batch of notifications is 204; an empty one, or one of 1,001, is -32600', async () => {
  const { url } = await startTestService();
  const notification = { jsonrpc: '2.0', method: 'rpc.ping' };
  expect((await answerTo(url, [notification, notification])).status).toBe(204);
  for (const batch of [[], Array(1001).fill(notification)])
    expect(await answerTo(url, batch)).toMatchObject({ body: { error: { code: -32600 } } });
});

test('the requests of a batch run at the same time', async () => {
  const { url } = await startTestService({ modelStepMedianMs: 10, inferenceSlots: 1000 });
  const id = await startJob(url);
  await waitForStatus(url, id, 'completed');
  const params = { job_id: id };
  const timed = async (count: number) => {
    const startedMs = performance.now();
    const one = { jsonrpc: '2.0', method: 'training.evaluate', params };
    await post(
      url,
      Array.from({ length: count }, (_, index) => ({ ...one, id: index })),
    );
    return performance.now() - startedMs;
  };
  const aloneMs = await timed(1);
  expect(await timed(6)).toBeLessThan(aloneMs * 4);
});
