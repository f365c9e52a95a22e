import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { call, putFaults, readSeries, startJob, waitForStatus } from './testing/service-client';
import { startTestService, temporaryFolder } from './testing/start-test-service';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The service as a process of its own; `ready` resolves with its message, or with nothing if it ends. */
async function startProcess(settings: Record<string, string>) {
  const env = {
    ...process.env,
    REFERENCE_PORT: '0',
    REFERENCE_DATA_DIR: await temporaryFolder(),
    ...settings,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'reference-service/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout?.on('data', (text: Buffer) => {
    said.out += text.toString();
  });
  child.stderr?.on('data', (text: Buffer) => {
    said.err += text.toString();
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  const ready = Promise.race([once(child, 'message'), ended.then(() => [])]).then(
    ([message]) => message as { type: string; url: string } | undefined,
  );
  return { child, ready, ended, dataDir: env.REFERENCE_DATA_DIR };
}

test('it says where it is, on its channel and in one line, and ends within a second of SIGTERM', async () => {
  const { child, ready, ended } = await startProcess({ REFERENCE_MODEL_STEP_MEDIAN_MS: '60000' });
  const message = await ready;
  expect(message).toEqual({
    type: 'ready',
    url: expect.stringMatching(/^http:\/\/127.0.0.1:\d+$/),
  });
  const url = message?.url ?? '';
  const id = await startJob(url);
  await waitForStatus(url, id, 'running');
  const askedMs = performance.now();
  child.kill('SIGTERM');
  expect(await ended).toEqual({
    code: 0,
    signal: null,
    out: `The reference training service is ready at ${url}\n`,
    err: '',
  });
  expect(performance.now() - askedMs).toBeLessThan(1000);
});

test('after a SIGKILL nothing is lost: the running job has failed, the queued one runs', async () => {
  const killed = await startProcess({
    REFERENCE_MODEL_STEP_MEDIAN_MS: '60000',
    REFERENCE_WORKERS: '1',
  });
  const message = await killed.ready;
  const running = await startJob(message?.url ?? '');
  const queued = await startJob(message?.url ?? '');
  await waitForStatus(message?.url ?? '', running, 'running');
  killed.child.kill('SIGKILL');
  await killed.ended;
  const { url } = await startTestService({ dataDir: killed.dataDir });
  await waitForStatus(url, running, 'failed');
  await waitForStatus(url, queued, 'completed');
});

test('a taken port is one sentence that names it, and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { ended } = await startProcess({ REFERENCE_PORT: String(port) });
  expect(await ended).toMatchObject({
    code: 1,
    out: '',
    err: `Port ${port} on 127.0.0.1 is taken; end the program that uses it or set REFERENCE_PORT to a free port.\n`,
  });
});

test('settings that are wrong are all told, with exit code 2', async () => {
  const { ended } = await startProcess({ REFERENCE_PORT: 'x', REFERENCE_WORKERS: '0' });
  expect(await ended).toMatchObject({
    code: 2,
    err: [
      'REFERENCE_PORT must be a whole number from 0 to 65535.',
      'REFERENCE_WORKERS must be a whole number from 1 to 1000.',
      '',
    ].join('\n'),
  });
});

// In a process of its own: other tests of one process give memory back meanwhile.
test('twenty requests that leak 10 MiB each leave 200 MiB, which go when the fault does', async () => {
  const MiB = 1024 * 1024;
  const { ready } = await startProcess({ REFERENCE_FAULTS: 'on' });
  const url = (await ready)?.url ?? '';
  const residentMiB = async () =>
    Number(await readSeries(url, 'process_resident_memory_bytes')) / MiB;
  const before = await residentMiB();
  await putFaults(url, { memoryLeakBytes: 10 * MiB });
  for (let calls = 0; calls < 20; calls++) await call(url, 'rpc.ping');
  const leaked = await residentMiB();
  expect(leaked - before).toBeGreaterThan(180);
  await putFaults(url, { memoryLeakBytes: null });
  expect(leaked - (await residentMiB())).toBeGreaterThan(150);
});
