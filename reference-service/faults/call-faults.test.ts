import { expect, test } from 'vitest';
import { systemClock } from '../clock';
import {
  call,
  measureMs,
  post,
  putFaults,
  readSeries,
  requestFaults,
} from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';
import { MemoryLeak } from './call-faults';

const faultsEnabled = true;
const ping = { jsonrpc: '2.0', method: 'rpc.ping', id: 1 };

test('with latencyMs 120 every request takes 120 ms more, and those of a batch together', async () => {
  const { url } = await startTestService({ faultsEnabled });
  await putFaults(url, { latencyMs: 120 });
  expect(await measureMs(call(url, 'rpc.ping'))).toBeGreaterThanOrEqual(119);
  const batchMs = await measureMs(post(url, Array(20).fill(ping)));
  expect(batchMs).toBeGreaterThanOrEqual(119);
  expect(batchMs).toBeLessThan(2_000);
});

test('requests that wait are answered once the fault is switched off', async () => {
  const { url } = await startTestService({ faultsEnabled });
  await putFaults(url, { latencyMs: 60_000 });
  const waiting = call(url, 'rpc.ping');
  // Meanwhile it has come to the service.
  await fetch(`${url}/api/v1/health`);
  await requestFaults(url, 'DELETE');
  expect((await waiting).result).toMatchObject({ pong: true });
});

test('with errorShare 0.3 and seed 1, 311 of 1,000 requests fail, and are counted', async () => {
  const { url } = await startTestService({ faultsEnabled, seed: 1 });
  await putFaults(url, { errorShare: 0.3 });
  const response = await post(url, Array(1000).fill(ping));
  const answers = (await response.json()) as { error?: unknown }[];
  const errors = answers.flatMap(({ error }) => (error ? [error] : []));
  expect(errors).toHaveLength(311);
  expect(errors[0]).toEqual({ code: -32603, message: 'Internal error.' });
  expect(await readSeries(url, 'rpc_requests_total{method="rpc.ping",outcome="-32603"}')).toBe(311);
  await putFaults(url, { errorShare: 1 });
  expect((await call(url, 'rpc.ping')).error?.code).toBe(-32603);
  await requestFaults(url, 'DELETE');
  expect((await call(url, 'rpc.ping')).result).toMatchObject({ pong: true });
});

test('one slow method is slow, and the others are not', async () => {
  const { url } = await startTestService({ faultsEnabled });
  await putFaults(url, { slowMethod: 'rpc.version', slowMethodMs: 150 });
  expect(await measureMs(call(url, 'rpc.version'))).toBeGreaterThanOrEqual(149);
  await putFaults(url, { slowMethodMs: 60_000 });
  expect((await call(url, 'rpc.ping')).result).toMatchObject({ pong: true });
});

test('a rate limit comes and goes while the service runs, with its headers', async () => {
  const stopped = { ...systemClock, epochMs: () => 1_700_000_000_500 };
  const { url } = await startTestService({ faultsEnabled }, stopped);
  expect((await post(url, ping)).headers.has('X-RateLimit-Limit')).toBe(false);
  await putFaults(url, { rateLimitPerSecond: 2 });
  const responses = [await post(url, ping), await post(url, ping), await post(url, ping)];
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(responses[2]?.headers.get('X-RateLimit-Limit')).toBe('2');
  expect(responses[2]?.headers.get('Retry-After')).toBe('1');
  await putFaults(url, { rateLimitPerSecond: 0 });
  const after = await post(url, ping);
  expect([after.status, after.headers.has('X-RateLimit-Limit')]).toEqual([200, false]);
});

test('without the fault the limit of the settings counts again', async () => {
  const { url } = await startTestService({ faultsEnabled, rateLimitPerSecond: 500 });
  await putFaults(url, { rateLimitPerSecond: 100 });
  expect((await post(url, ping)).headers.get('X-RateLimit-Limit')).toBe('100');
  await requestFaults(url, 'DELETE');
  expect((await post(url, ping)).headers.get('X-RateLimit-Limit')).toBe('500');
});

test('a leak grows to its most and no further, until it is released', () => {
  const leak = new MemoryLeak(10_000);
  leak.grow(6_000);
  expect(leak.bytes).toBe(6_000);
  leak.grow(6_000);
  leak.grow(6_000);
  expect(leak.bytes).toBe(10_000);
  leak.release();
  expect(leak.bytes).toBe(0);
});
