import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startHttpServer, startRpcServer } from '@/lib/testing/start-server';

const BIN = fileURLToPath(new URL('../bin/plimsoll.js', import.meta.url));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'plimsoll-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

interface Finished {
  exitCode: number | null;
  output: string;
  errors: string;
}

/** The command as a user types it, in a folder that is not the project's. */
function plimsoll(dataDir: string, ...args: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: tmpdir(),
      env: { ...process.env, PLIMSOLL_DATA_DIR: dataDir, REFERENCE_PORT: '1' },
    });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('close', (exitCode) => resolve({ exitCode, output, errors }));
  });
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
  ]);
  for (const { name, requests } of json.endpoints) expect(server.calls.get(name)).toBe(requests);

  const show = await plimsoll(dataDir, 'show', '1', '--json');
  expect(JSON.parse(show.output)).toEqual(json);
});

it('traces a run where it is told to, and names the traces that the service saw', async () => {
  const dataDir = folder();
  const seen: string[] = [];
  const server = await startHttpServer((request, response) => {
    seen.push(`${request.headers.traceparent}`);
    request.resume();
    response.end('{"jsonrpc":"2.0","id":1,"result":{"pong":true}}');
  });
  const plan = join(dataDir, 'plan.json');
  const load = { model: 'open', arrivals: 'constant' };
  writeFileSync(
    plan,
    JSON.stringify({
      name: 'Pings',
      load: { ...load, stages: [{ durationMs: 1000, ratePerSecond: 20 }] },
      requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
    }),
  );
  const run = await plimsoll(dataDir, 'run', plan, '--target', server.url, '--trace-context');
  expect(run.exitCode).toBe(0);
  const csv = join(dataDir, 'run.csv');
  await plimsoll(dataDir, 'export', '1', '--format', 'csv', '--output', csv);
  const [head, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
  expect(head).toMatch(/,trace_id$/);
  expect(rows).toHaveLength(20);
  // The first of all asks whether the target is there, and is no sample.
  const traces = seen.flatMap((header) => /^00-([0-9a-f]{32})-/.exec(header)?.[1] ?? []);
  expect(rows.map((row) => row.split(',').at(-1)).sort()).toEqual(traces.sort());
});

it('a target that is not there: exit 1, why, what to do, and a record', async () => {
  const dataDir = folder();
  const run = await plimsoll(dataDir, 'run', 'light', '--users', '20', '--duration', '2s');
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain('connection refused (ECONNREFUSED)');
  expect(run.output).toContain('Start the service, or correct the port');
  expect((await plimsoll(dataDir, 'runs')).output).toMatch(
    /1\s+Light\s+Reference service\s+failed/,
  );
});

it('lists scenarios and targets from the first moment on', async () => {
  const dataDir = folder();
  const scenarios = await plimsoll(dataDir, 'scenarios');
  for (const slug of ['light', 'moderate', 'heavy', 'stress', 'gradual-ramp', 'burst'])
    expect(scenarios.output).toContain(slug);
  expect((await plimsoll(dataDir, 'targets')).output).toContain(
    'http://127.0.0.1:1/api/v1/jsonrpc',
  );
});

it('wrong usage is exit 2 and says all that is wrong', async () => {
  const dataDir = folder();
  const plan = join(dataDir, 'plan.json');
  writeFileSync(plan, '{"name": "", "load": {"model": "closed", "stages": []}}');
  const cases: [string[], string[]][] = [
    [['run', 'mild'], ['scenario "mild" does not exist. There are: light']],
    [['run', 'light', '--target', 'ftp://x'], ['targetUrl must start with http']],
    [
      ['run', 'light', '--users', 'many'],
      ['--users', 'whole number'],
    ],
    [['run', 'light', '--duration', 'soon'], ['such as 30s, 5m or 1h30m']],
    [
      ['run', plan],
      ['name must not be empty', 'load.stages needs at least one stage'],
    ],
    [['run', join(dataDir, 'none.json')], ['none.json not found']],
    [['dance'], ['unknown command']],
    [['show', 'first'], ['whole number']],
  ];
  await Promise.all(
    cases.map(async ([args, words]) => {
      const { exitCode, errors } = await plimsoll(dataDir, ...args);
      expect(exitCode, args.join(' ')).toBe(2);
      for (const word of words) expect(errors).toContain(word);
      expect(errors).not.toMatch(/\n\s+at /);
    }),
  );
}, 60_000);

it('a run that does not exist is exit 1', async () => {
  const { exitCode, errors } = await plimsoll(folder(), 'show', '99');
  expect([exitCode, errors]).toEqual([1, 'plimsoll: There is no run 99.\n']);
});

it('checks plan files in JSON and TypeScript, and lists every problem with exit 2', async () => {
  const dataDir = folder();
  const write = (name: string, content: string) => {
    writeFileSync(join(dataDir, name), content);
    return join(dataDir, name);
  };
  const stages = '[{ durationMs: 60_000, ratePerSecond: 50 }]';
  const load = `{ model: 'open', arrivals: 'poisson', stages: ${stages} }`;
  const cases: [string, number, string][] = [
    [
      write(
        'typed.ts',
        `import { definePlan } from '@/lib/plan/load-plan';
         const name: string = 'Typed';
         export default async () => definePlan({ name, load: ${load} });`,
      ),
      0,
      'Typed: up to 50/s, 1\u202fmin, ~3,000 requests.',
    ],
    [write('none.ts', 'export const plan = {};'), 2, 'none.ts has no default export'],
    [write('throws.mjs', "throw new Error('boom');"), 2, 'could not be loaded: boom'],
    [write('cut.json', '{\n  "name": "a",\n'), 2, 'line 3, column 1 ends before a name'],
    [
      write('bad.json', '{"load": {"model": "open", "arrivals": "often"}}'),
      2,
      'load.arrivals must be one of "constant", "poisson", "gamma", "replay".',
    ],
  ];
  await Promise.all(
    cases.map(async ([file, exitCode, words]) => {
      const checked = await plimsoll(dataDir, 'plan', 'check', file);
      expect(checked.output + checked.errors).toContain(words);
      expect(checked.exitCode, file).toBe(exitCode);
    }),
  );
}, 60_000);

it('imports a curl command as a plan that is valid', async () => {
  const dataDir = folder();
  const [from, to] = [join(dataDir, 'curl.sh'), join(dataDir, 'plan.json')];
  writeFileSync(from, "curl 'http://h/orders' --json '{\"a\": 1}' --compressed");
  const imported = await plimsoll(dataDir, 'plan', 'import', from, '--out', to);
  expect([imported.exitCode, imported.output]).toEqual([0, '']);
  expect(imported.errors).toContain('--compressed was left out');
  const checked = await plimsoll(dataDir, 'plan', 'check', to);
  expect(checked.output).toContain('From curl: up to 1/s, 1\u202fmin, ~60 requests.');
});
