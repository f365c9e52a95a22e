import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startRpcServer } from '@/lib/testing/start-server';
import { BIN, spawnPlimsoll as plimsoll } from './testing/spawn-plimsoll';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'plimsoll-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

it('runs a plan file with no other process, and gives run and show the same JSON', async () => {
  const dataDir = folder();
  const server = await startRpcServer((method) =>
    method === 'training.start_grpo' ? { job_id: 'j' } : { status: 'running', version: '1' },
  );
  const plan = join(dataDir, 'plan.json');
  writeFileSync(
    plan,
    JSON.stringify({
      name: 'Quick',
      seed: 3,
      load: {
        model: 'closed',
        stages: [{ users: 4, spawnPerSecond: 100, durationMs: 1500 }],
        waitMs: { min: 20, max: 60 },
      },
      users: [{ behaviour: 'training-api', weight: 1 }],
    }),
  );
  const file = join(dataDir, 'result.json');
  const run = await plimsoll(dataDir, 'run', plan, '--target', server.url, '--json', file);
  expect([run.exitCode, run.errors]).toEqual([0, expect.stringContaining('Run 1')]);
  expect(run.output).toContain('Run 1: Quick on 127.0.0.1:');

  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    run: object;
    totals: { requests: number };
    endpoints: { name: string; requests: number }[];
  };
  expect(json.run).toMatchObject({ number: 1, scenario: 'Quick', status: 'finished', seed: 3 });
  expect(Object.keys(json.run)).toEqual([
    'number',
    'name',
    'note',
    'labels',
    'isBaseline',
    'pinned',
    'scenario',
    'target',
    'status',
    'startedAt',
    'endedAt',
    'durationMs',
    'planHash',
    'seed',
    'failureReason',
  ]);
  expect(Object.keys(json.totals)).toEqual([
    'requests',
    'failures',
    'failureRate',
    'locustFailures',
    'requestsPerSecond',
    'dropped',
    'skipped',
  ]);
  expect(Object.keys(json.endpoints[0] ?? {})).toEqual([
    'name',
    'requests',
    'failures',
    'failureRate',
    'requestsPerSecond',
    'outcomes',
    'response',
    'service',
    'latencies',
  ]);
  for (const { name, requests } of json.endpoints) expect(server.calls.get(name)).toBe(requests);

  const show = await plimsoll(dataDir, 'show', '1', '--json');
  expect(JSON.parse(show.output)).toEqual(json);
});

it('says with its exit code and on stderr what is wrong, and with --help what there is', async () => {
  const dataDir = folder();
  const [unknown, help] = [await plimsoll(dataDir, 'dance'), await plimsoll(dataDir, '--help')];
  expect(unknown.exitCode).toBe(2);
  expect(unknown.errors).toContain('unknown command');
  expect(unknown.errors).not.toMatch(/\n\s+at /);
  expect(help.exitCode).toBe(0);
  for (const command of ['run', 'compare', 'suite', 'capacity', 'report', 'schedule'])
    expect(help.output).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(help.output).toContain('Exit codes: 0 success');
});

it('Ctrl-C stops a run after its requests in flight, and keeps what it measured', async () => {
  const dataDir = folder();
  const server = await startRpcServer(() => ({ pong: true }));
  const plan = join(dataDir, 'plan.json');
  writeFileSync(
    plan,
    JSON.stringify({
      name: 'Long',
      load: {
        model: 'open',
        arrivals: 'constant',
        stages: [{ durationMs: 60_000, ratePerSecond: 20 }],
      },
      requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
    }),
  );
  const child = spawn(process.execPath, [BIN, 'run', plan, '--target', server.url], {
    env: { ...process.env, PLIMSOLL_DATA_DIR: dataDir },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await expect
    .poll(() => server.calls.get('rpc.ping') ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(20);
  child.kill('SIGINT');
  expect(await ended).toBe(1);
  expect(said).toContain('Stopping after in-flight requests. Press Ctrl-C again to stop now.');
  expect(said).toMatch(/Run 1: Long on .*stopped/s);
});

it('loads a plan file in TypeScript that imports from the project', async () => {
  const dataDir = folder();
  const file = join(dataDir, 'typed.ts');
  const stages = '[{ durationMs: 60_000, ratePerSecond: 50 }]';
  const load = `{ model: 'open', arrivals: 'poisson', stages: ${stages} }`;
  writeFileSync(
    file,
    `import { definePlan } from '@/lib/plan/load-plan';
     const name: string = 'Typed';
     export default async () => definePlan({ name, load: ${load} });`,
  );
  const checked = await plimsoll(dataDir, 'plan', 'check', file);
  expect(checked.output).toContain('Typed: up to 50/s, 1\u202fmin, ~3,000 requests.');
  expect(checked.exitCode).toBe(0);
});
