import { expect, test } from 'vitest';
import { noFaults } from '../faults/fault-state';
import { putFaults, readSeries, requestFaults } from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';

const all = {
  latencyMs: 1,
  errorShare: 0.5,
  databasePoolSize: 3,
  databasePoolHoldMs: 1,
  slowWritesMs: 1,
  memoryLeakBytes: 1,
  queueLimit: 4,
  pauseMs: 1,
  pauseEveryMs: 600_000,
  rateLimitPerSecond: 100,
  slowMethod: 'rpc.ping',
  slowMethodMs: 1,
};

const names = [
  'latencyMs',
  'errorShare',
  'frozenMs',
  'databasePoolSize',
  'slowWritesMs',
  'memoryLeakBytes',
  'queueLimit',
  'pauseMs',
  'rateLimitPerSecond',
  'slowMethod',
];

const active = (url: string) =>
  Promise.all(names.map((fault) => readSeries(url, `training_fault_active{fault="${fault}"}`)));

test('a service that was not started with faults has no such route and no such metric', async () => {
  const { url } = await startTestService();
  for (const method of ['GET', 'DELETE'])
    expect((await requestFaults(url, method)).status).toBe(404);
  expect((await requestFaults(url, 'PUT', { latencyMs: 100 })).status).toBe(404);
  expect(await (await fetch(`${url}/metrics`)).text()).not.toContain('training_fault_active');
});

test('all faults are off until they are switched on', async () => {
  const { url } = await startTestService({ faultsEnabled: true });
  expect(await (await requestFaults(url, 'GET')).json()).toEqual(noFaults);
  expect(await active(url)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('what is set is told, by the route and by the gauge, and DELETE switches all of it off', async () => {
  const { url } = await startTestService({ faultsEnabled: true });
  expect(await putFaults(url, all)).toEqual({ ...noFaults, ...all });
  expect(await putFaults(url, { latencyMs: 2 })).toEqual({ ...noFaults, ...all, latencyMs: 2 });
  expect(await active(url)).toEqual([1, 1, 0, 1, 1, 1, 1, 1, 1, 1]);
  expect(await readSeries(url, 'training_database_pool_size')).toBe(3);
  const deleted = await requestFaults(url, 'DELETE');
  expect([deleted.status, await deleted.json()]).toEqual([200, noFaults]);
  expect(await (await requestFaults(url, 'GET')).json()).toEqual(noFaults);
  expect(await active(url)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(await readSeries(url, 'training_database_pool_size')).toBe(10);
});

test('a longer hold alone is the fault of the pool', async () => {
  const { url } = await startTestService({ faultsEnabled: true });
  await putFaults(url, { databasePoolHoldMs: 5 });
  expect(await readSeries(url, 'training_fault_active{fault="databasePoolSize"}')).toBe(1);
});

test('a change that is wrong is 400 with every problem, and changes nothing', async () => {
  const { url } = await startTestService({ faultsEnabled: true });
  const refused = await requestFaults(url, 'PUT', { latencyMs: 5, errorShare: 2, lag: 1 });
  const problems = ['errorShare must be a number from 0 to 1.', 'There is no fault lag.'];
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({
    statusCode: 400,
    error: 'Bad Request',
    message: problems.join(' '),
    problems,
  });
  expect(await (await requestFaults(url, 'GET')).json()).toEqual(noFaults);
});

test('a body that is no JSON is 400', async () => {
  const { url } = await startTestService({ faultsEnabled: true });
  const refused = await requestFaults(url, 'PUT', '{');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ problems: ['The faults must be a JSON object.'] });
});

test('with a token the route is for those who have it', async () => {
  const { url } = await startTestService({ faultsEnabled: true, token: 's3cret' });
  const authorization = 'Bearer s3cret';
  for (const method of ['GET', 'DELETE'])
    expect((await requestFaults(url, method)).status).toBe(401);
  expect((await requestFaults(url, 'PUT', { latencyMs: 9 })).status).toBe(401);
  const told = await requestFaults(url, 'GET', undefined, { authorization });
  expect(await told.json()).toEqual(noFaults);
});
