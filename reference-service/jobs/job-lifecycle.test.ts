import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  call,
  codeOf,
  resultOf,
  startJob,
  waitForStatus,
  waitUntil,
} from '../testing/service-client';
import { startTestService, temporaryFolder } from '../testing/start-test-service';

const slow = { modelStepMedianMs: 60_000 };

test('with two workers two of five jobs run and three wait, and all complete', async () => {
  const { url } = await startTestService({ workers: 2 });
  const ids = await Promise.all([1, 2, 3, 4, 5].map(() => startJob(url, { n_iterations: 3 })));
  const { jobs } = await resultOf(url, 'training.list_jobs', { status: 'running' });
  expect(jobs).toHaveLength(2);
  for (const id of ids) await waitForStatus(url, id, 'completed');
});

test('a queued job is cancelled at once, and keeps its reason', async () => {
  const { url } = await startTestService({ ...slow, workers: 1 });
  await startJob(url);
  const job_id = await startJob(url);
  const cancelled = await resultOf(url, 'training.cancel', { job_id, reason: 'Too late.' });
  expect(cancelled).toMatchObject({
    job_id,
    training_job_id: job_id,
    status: 'cancelled',
    iterations_completed: 0,
    checkpoint_saved: false,
    checkpoint_id: null,
  });
  const status = await resultOf(url, 'training.get_status', { job_id });
  expect(status).toMatchObject({ status: 'cancelled', message: 'Cancelled: Too late.' });
  expect(await codeOf(url, 'training.cancel', { job_id })).toBe(-40003);
});

test('a running job in the middle of minute-long model steps is cancelled within 300 ms', async () => {
  const { url } = await startTestService({ ...slow, inferenceSlots: 2 });
  const job_id = await startJob(url, { batch_size: 16 });
  await waitForStatus(url, job_id, 'running');
  const startedMs = performance.now();
  expect(await resultOf(url, 'training.cancel', { job_id })).toMatchObject({ status: 'cancelled' });
  expect(performance.now() - startedMs).toBeLessThan(300);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  for (const gauge of ['workers_active', 'inference_slots_in_use', 'inference_slots_waiting'])
    expect(metrics).toContain(`\ntraining_${gauge} 0\n`);
});

test('a cancelled job saves the policy it has, and what it collected stays', async () => {
  const { url } = await startTestService({ modelStepMedianMs: 2 });
  const job_id = await startJob(url, { n_iterations: 5000, checkpoint_interval: 5000 });
  await waitUntil(url, job_id, ({ current_iteration }) => Number(current_iteration) >= 2);
  const cancelled = await resultOf(url, 'training.cancel', { job_id });
  const iterations = Number(cancelled.iterations_completed);
  expect(iterations).toBeGreaterThanOrEqual(2);
  expect(cancelled).toMatchObject({
    checkpoint_saved: true,
    checkpoint_id: `${job_id}-checkpoint-${iterations}`,
  });
  const exported = await resultOf(url, 'training.export_trajectories', { job_id });
  expect(Number(exported.total_count)).toBeGreaterThanOrEqual(4 * iterations);
});

test('of two cancels at the same time one is done and one refused', async () => {
  const { url } = await startTestService(slow);
  const job_id = await startJob(url);
  const cancel = () => call(url, 'training.cancel', { job_id });
  const answers = await Promise.all([cancel(), cancel()]);
  expect(answers.map(({ error }) => error?.code ?? 'done').sort()).toEqual([-40003, 'done']);
});

test('a job that spends its budget fails with both warnings', async () => {
  const { url } = await startTestService();
  // 20 · 2 · 2 · 4.2 · 0.0001 = 0.0336 is projected; validation is charged on top of what is spent.
  const job_id = await startJob(url, { n_iterations: 20, max_budget_usd: 0.0337 });
  const status = await waitForStatus(url, job_id, 'completed', 'failed');
  expect(status).toMatchObject({
    status: 'failed',
    stop_reason: 'budget_reached',
    error: 'The budget of 0.0337 USD is spent.',
    cost: { cost_usd: 0.0337, budget_remaining_usd: 0 },
    warnings: [
      '75 % of the budget of 0.0337 USD is spent.',
      '90 % of the budget of 0.0337 USD is spent.',
    ],
  });
});

test('trajectories are exported page by page, each once, in order', async () => {
  const { url } = await startTestService();
  const job_id = await startJob(url, { batch_size: 5, n_iterations: 2 });
  await waitForStatus(url, job_id, 'completed');
  const page = (offset: number) =>
    resultOf(url, 'training.export_trajectories', { job_id, filters: { limit: 8, offset } });
  const pages = await Promise.all([page(0), page(8), page(16), page(24)]);
  expect(pages.map(({ count, has_more }) => [count, has_more])).toEqual([
    [8, true],
    [8, true],
    [4, false],
    [0, false],
  ]);
  expect(pages[0]).toMatchObject({
    returned_count: 8,
    exported_count: 8,
    total_count: 20,
    pagination: { limit: 8, offset: 0, total_count: 20, has_more: true, next_offset: 8 },
  });
  const trajectories = pages.flatMap((one) => one.trajectories as { trajectory_id: string }[]);
  expect(new Set(trajectories.map(({ trajectory_id }) => trajectory_id)).size).toBe(20);
  expect(trajectories[0]).toMatchObject({
    job_id,
    agent_id: 'agent-1',
    query: expect.stringMatching(/^Training query \d+$/),
    steps: expect.arrayContaining([
      expect.objectContaining({ action: expect.any(String), duration_ms: expect.any(Number) }),
    ]),
    reward: expect.any(Number),
    normalized_reward: expect.any(Number),
    advantage: expect.any(Number),
    success: expect.any(Boolean),
  });
});

test('exports can be limited to successes and to a lowest reward', async () => {
  const { url } = await startTestService();
  const job_id = await startJob(url, { batch_size: 16, n_iterations: 5 });
  await waitForStatus(url, job_id, 'completed');
  const exported = async (filters: object) => {
    const params = { job_id, ...filters };
    const { trajectories } = await resultOf(url, 'training.export_trajectories', params);
    return trajectories as { success: boolean; reward: number }[];
  };
  const all = await exported({});
  const successes = await exported({ success_only: true });
  const high = await exported({ min_reward: 1.1 });
  expect(successes).toEqual(all.filter(({ success }) => success));
  expect(high).toEqual(all.filter(({ reward }) => reward >= 1.1));
  expect(successes.length).toBeLessThan(all.length);
  expect(high.length).toBeLessThan(all.length);
});

test('after a restart the running job has failed, and the queued ones run', async () => {
  const dataDir = await temporaryFolder();
  const before = await startTestService({ ...slow, dataDir, workers: 1 });
  const running = await startJob(before.url);
  const queued = [await startJob(before.url), await startJob(before.url)];
  await waitForStatus(before.url, running, 'running');
  await before.close();

  const after = await startTestService({ dataDir });
  expect(await waitForStatus(after.url, running, 'failed')).toMatchObject({
    error: 'The service restarted while the job was running.',
    stop_reason: 'service_restarted',
  });
  for (const id of queued) await waitForStatus(after.url, id, 'completed');
  expect(await resultOf(after.url, 'training.list_jobs')).toMatchObject({ total_count: 3 });
});

test('only as many trajectories are kept as the setting allows, those of older jobs going first', async () => {
  const { url } = await startTestService({ maxTrajectories: 30, workers: 1 });
  const [first, second] = [
    await startJob(url, { batch_size: 8 }),
    await startJob(url, { batch_size: 8 }),
  ];
  await waitForStatus(url, first, 'completed');
  await waitForStatus(url, second, 'completed');
  const kept = async (job_id: string) =>
    (await resultOf(url, 'training.export_trajectories', { job_id })).total_count;
  for (let tries = 0; (await kept(first)) !== 0 && tries < 100; tries++) await sleep(5);
  expect([await kept(first), await kept(second)]).toEqual([0, 16]);
});

test('the same seed gives the same figures, whatever the model’s times', async () => {
  const figures = async (modelStepMedianMs: number) => {
    const { url } = await startTestService({ seed: 11, modelStepMedianMs });
    const id = await startJob(url, { n_iterations: 5 });
    const { metrics, cost_usd } = await waitForStatus(url, id, 'completed');
    return { metrics, cost_usd };
  };
  expect(await figures(0.1)).toEqual(await figures(3));
});

test('a second service cannot open the data folder of the first', async () => {
  const dataDir = await temporaryFolder();
  await startTestService({ dataDir });
  await expect(startTestService({ dataDir })).rejects.toThrow('database is locked');
});
