import { expect, test } from 'vitest';
import {
  call,
  codeOf,
  measureMs,
  putFaults,
  readSeries,
  requestFaults,
  resultOf,
  startJob,
  waitForStatus,
} from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';

const faultsEnabled = true;
const slow = { modelStepMedianMs: 60_000 };

test('of six reads two hold the two connections and four wait, until the fault is switched off', async () => {
  const { url } = await startTestService({ faultsEnabled });
  const job_id = await startJob(url);
  await waitForStatus(url, job_id, 'completed');
  await putFaults(url, { databasePoolSize: 2, databasePoolHoldMs: 60_000 });
  const read = () => resultOf(url, 'training.get_status', { job_id });
  const reads = Promise.all([read(), read(), read(), read(), read(), read()]);
  const pool = (what: string) => readSeries(url, `training_database_pool_${what}`);
  while ((await pool('waiting')) !== 4);
  expect([await pool('in_use'), await pool('size')]).toEqual([2, 2]);
  await requestFaults(url, 'DELETE');
  expect(await reads).toHaveLength(6);
  expect([await pool('in_use'), await pool('size')]).toEqual([0, 10]);
});

test('six reads over two connections held 100 ms each take 300 ms', async () => {
  const { url } = await startTestService({ faultsEnabled });
  const job_id = await startJob(url);
  await waitForStatus(url, job_id, 'completed');
  await putFaults(url, { databasePoolSize: 2, databasePoolHoldMs: 100 });
  const read = () => resultOf(url, 'training.get_status', { job_id });
  const reads = Promise.all([read(), read(), read(), read(), read(), read()]);
  expect(await measureMs(reads)).toBeGreaterThanOrEqual(297);
});

test('with slow writes a start waits in the writer’s queue, and a status does not', async () => {
  const { url } = await startTestService({ faultsEnabled, ...slow, workers: 1 });
  const job_id = await startJob(url);
  await waitForStatus(url, job_id, 'running');
  await putFaults(url, { slowWritesMs: 60_000 });
  const starting = startJob(url);
  const queue = () => readSeries(url, 'training_database_writer_queue');
  while ((await queue()) !== 1);
  expect(await resultOf(url, 'training.get_status', { job_id })).toMatchObject({ job_id });
  expect(await queue()).toBe(1);
  await requestFaults(url, 'DELETE');
  expect(await starting).toEqual(expect.any(String));
  expect(await queue()).toBe(0);
});

test('with writes slower by 250 ms starts and cancels take that long, and the wait is measured', async () => {
  const { url } = await startTestService({ faultsEnabled, ...slow, workers: 1 });
  const running = await startJob(url);
  await waitForStatus(url, running, 'running');
  const waited = () => readSeries(url, 'training_database_write_wait_seconds_sum');
  const before = Number(await waited());
  await putFaults(url, { slowWritesMs: 250 });
  const startedMs = performance.now();
  const job_id = await startJob(url);
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(249);
  expect(Number(await waited()) - before).toBeGreaterThanOrEqual(0.249);
  const cancel = resultOf(url, 'training.cancel', { job_id });
  expect(await measureMs(cancel)).toBeGreaterThanOrEqual(249);
});

test('a service with slow writes under way closes within a second, and has written them', async () => {
  const { url, close } = await startTestService({ faultsEnabled, ...slow });
  const running = await startJob(url);
  await waitForStatus(url, running, 'running');
  await putFaults(url, { slowWritesMs: 60_000 });
  const cancelling = resultOf(url, 'training.cancel', { job_id: running });
  while ((await readSeries(url, 'training_database_writer_queue')) === 0);
  expect(await measureMs(close())).toBeLessThan(1000);
  expect(await cancelling).toMatchObject({ status: 'cancelled' });
});

test('a queue of at most two refuses the next start with -32000, until there is room', async () => {
  const { url } = await startTestService({ faultsEnabled, ...slow, workers: 1 });
  const running = await startJob(url);
  await waitForStatus(url, running, 'running');
  await putFaults(url, { queueLimit: 2 });
  const starts = await Promise.allSettled([1, 2, 3, 4, 5].map(() => startJob(url)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(String(starts.find((start) => start.status === 'rejected')?.reason)).toContain(
    '"code":-32000,"message":"The job queue is full (2)."',
  );
  expect(await readSeries(url, 'redis_queue_length{queue="training_jobs"}')).toBe(2);
  await resultOf(url, 'training.cancel', { job_id: running });
  await startJob(url);
  const cancel = { job_id: 'nobody' };
  expect(await codeOf(url, 'training.cancel', cancel)).toBe(-32001);
  await requestFaults(url, 'DELETE');
  expect(await startJob(url)).toEqual(expect.any(String));
});

test('idle workers are room: with ten of them and a queue of one, eleven of twelve jobs start', async () => {
  const { url } = await startTestService({ faultsEnabled, ...slow, workers: 10 });
  await putFaults(url, { queueLimit: 1 });
  const starts = await Promise.allSettled(Array.from({ length: 12 }, () => startJob(url)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(11);
  expect((await call(url, 'training.list_jobs')).result).toMatchObject({ total_count: 11 });
});
