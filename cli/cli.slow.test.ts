import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startHttpServer } from '@/lib/testing/start-server';
import { openCommandLine } from './testing/run-in-process';

/** Nothing listens where its reference service would be. */
const openNowhere = () => openCommandLine({ REFERENCE_PORT: '1' });

it('traces a run where it is told to, and names the traces that the service saw', async () => {
  const { at, plimsoll } = openNowhere();
  const seen: string[] = [];
  const server = await startHttpServer((request, response) => {
    seen.push(`${request.headers.traceparent}`);
    request.resume();
    response.end('{"jsonrpc":"2.0","id":1,"result":{"pong":true}}');
  });
  const plan = at('plan.json');
  const load = { model: 'open', arrivals: 'constant' };
  writeFileSync(
    plan,
    JSON.stringify({
      name: 'Pings',
      load: { ...load, stages: [{ durationMs: 1000, ratePerSecond: 20 }] },
      requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
    }),
  );
  const run = await plimsoll('run', plan, '--target', server.url, '--trace-context');
  expect(run.exitCode).toBe(0);
  const csv = at('run.csv');
  await plimsoll('export', '1', '--format', 'csv', '--output', csv);
  const [head, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
  expect(head).toMatch(/,trace_id$/);
  expect(rows).toHaveLength(20);
  // The first of all asks whether the target is there, and is no sample.
  const traces = seen.flatMap((header) => /^00-([0-9a-f]{32})-/.exec(header)?.[1] ?? []);
  expect(rows.map((row) => row.split(',').at(-1)).sort()).toEqual(traces.sort());
});

it('a target that is not there: exit 1, why, what to do, and a record', async () => {
  const { plimsoll } = openNowhere();
  const run = await plimsoll('run', 'light', '--users', '20', '--duration', '2s');
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain('connection refused (ECONNREFUSED)');
  expect(run.output).toContain('Start the service or correct the port');
  expect((await plimsoll('runs')).output).toMatch(/1\s+Light\s+Reference service\s+failed/);
});

it('lists scenarios and targets from the first moment on', async () => {
  const { plimsoll } = openNowhere();
  const scenarios = await plimsoll('scenarios');
  for (const slug of ['light', 'moderate', 'heavy', 'stress', 'gradual-ramp', 'burst'])
    expect(scenarios.output).toContain(slug);
  expect((await plimsoll('targets')).output).toContain('http://127.0.0.1:1/api/v1/jsonrpc');
});

it('wrong usage is exit 2 and says all that is wrong', async () => {
  const { at, plimsoll } = openNowhere();
  const plan = at('plan.json');
  writeFileSync(plan, '{"name": "", "load": {"model": "closed", "stages": []}}');
  const cases: [string[], string[]][] = [
    [['run', 'mild'], ['scenario "mild" does not exist. Available: light']],
    [['run', 'light', '--target', 'ftp://x'], ['targetUrl must start with http']],
    [
      ['run', 'light', '--users', 'many'],
      ['--users', 'whole number'],
    ],
    [['run', 'light', '--duration', 'soon'], ['such as 30s, 5m or 1h30m']],
    [
      ['run', plan],
      ['name is required', 'load.stages needs at least one stage'],
    ],
    [['run', at('none.json')], ['none.json not found']],
    [['dance'], ['unknown command']],
    [['show', 'first'], ['whole number']],
  ];
  await Promise.all(
    cases.map(async ([args, words]) => {
      const { exitCode, errors } = await plimsoll(...args);
      expect(exitCode, args.join(' ')).toBe(2);
      for (const word of words) expect(errors).toContain(word);
      expect(errors).not.toMatch(/\n\s+at /);
    }),
  );
}, 60_000);

it('a run that does not exist is exit 1', async () => {
  const { exitCode, errors } = await openNowhere().plimsoll('show', '99');
  expect([exitCode, errors]).toEqual([1, 'plimsoll: There is no run 99.\n']);
});

it('checks plan files in JSON and modules, and lists every problem with exit 2', async () => {
  const { at, plimsoll } = openNowhere();
  const write = (name: string, content: string) => {
    writeFileSync(at(name), content);
    return at(name);
  };
  const cases: [string, number, string][] = [
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
      const checked = await plimsoll('plan', 'check', file);
      expect(checked.output + checked.errors).toContain(words);
      expect(checked.exitCode, file).toBe(exitCode);
    }),
  );
}, 60_000);

it('imports a curl command as a plan that is valid', async () => {
  const { at, plimsoll } = openNowhere();
  const [from, to] = [at('curl.sh'), at('plan.json')];
  writeFileSync(from, "curl 'http://h/orders' --json '{\"a\": 1}' --compressed");
  const imported = await plimsoll('plan', 'import', from, '--out', to);
  expect([imported.exitCode, imported.output]).toEqual([0, '']);
  expect(imported.errors).toContain('--compressed was skipped');
  const checked = await plimsoll('plan', 'check', to);
  expect(checked.output).toContain('From curl: up to 1/s, 1\u202fmin, ~60 requests.');
});
