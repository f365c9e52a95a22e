import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { openStore } from '@/lib/store/open-store';
import { MIGRATIONS_DIR } from '@/lib/testing/open-test-store';
import { startRpcServer } from '@/lib/testing/start-server';
import { openCommandLine } from './testing/run-in-process';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** So slow that a machine which is busy with other tests does not make a run invalid by its own lateness. */
const SERVICE_MS = 200;

interface Workflow {
  jobs: { load: { steps: { name?: string; run?: string }[] } };
}

/** The documented YAML blocks: the GitHub workflow, then the GitLab job. */
function documented(): { github: Workflow; gitlab: { load: { script: string[] } } } {
  const text = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
  const [github, gitlab] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, block]) => parse(block ?? '') as unknown,
  );
  return { github: github as Workflow, gitlab: gitlab as { load: { script: string[] } } };
}

function smokePlan(limitMs: number, durationMs = 3000): string {
  return JSON.stringify({
    name: 'Smoke',
    load: {
      model: 'closed',
      stages: [{ users: 6, spawnPerSecond: 20, durationMs }],
      waitMs: { min: 20, max: 50 },
    },
    requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
    objectives: [{ metric: 'p50', max: limitMs }],
  });
}

/** A repository that is to be tested, with Plimsoll checked out beside its files. */
function repository(limitMs: number) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-ci-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(ROOT, join(folder, 'plimsoll'));
  mkdirSync(join(folder, 'load'));
  writeFileSync(join(folder, 'load/smoke.json'), smokePlan(limitMs));
  return {
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    async shell(script: string, targetUrl: string) {
      const child = spawn('bash', ['-e', '-c', script], {
        cwd: folder,
        env: {
          ...process.env,
          PLIMSOLL_DATA_DIR: join(folder, 'plimsoll-data'),
          TARGET_URL: targetUrl,
          GITHUB_SHA: 'abc1234',
          GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        },
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      return new Promise<{ exitCode: number | null; output: string }>((resolve) =>
        child.on('close', (exitCode) => resolve({ exitCode, output })),
      );
    },
  };
}

/** The names of test cases and what failed of them. */
function readJunit(xml: string) {
  const cases: { name: string; failure?: string }[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testcase') cases.push({ name: String(attributes.name) });
    const last = cases.at(-1);
    if (name === 'failure' && last !== undefined) last.failure = String(attributes.message);
  });
  parser.write(xml).close();
  return cases;
}

it('the documented GitHub steps fail the gate on a violated objective and say so', async () => {
  const { url } = await startRpcServer(() => ({ pong: true }), SERVICE_MS);
  const { steps } = documented().github.jobs.load;
  const step = (name: string) => steps.find((one) => one.name === name)?.run ?? '';
  const { shell, read } = repository(0.001);

  const loaded = await shell(step('Run the load test'), url);
  expect(loaded.output).toMatch(/FAIL sla {5}Violated: Response time p50 at most 0\.001/);
  expect(loaded.exitCode).toBe(3);
  const cases = readJunit(read('load.xml'));
  expect(cases.map(({ name }) => name)).toEqual([
    'The run finished',
    'The run is valid',
    expect.stringMatching(/^Response time p50 at most 0\.001/),
  ]);
  expect(cases[2]?.failure).toMatch(/^Measured .*ms, limit 0\.001/);

  expect((await shell(step('Publish the summary'), url)).exitCode).toBe(0);
  expect(read('summary.md')).toContain('## Run 1: Smoke on');
  expect(read('summary.md')).toMatch(/- ❌ \*\*sla\*\* failed: Violated: Response time p50/);
  expect(read('summary.md')).toMatch(/\| objective \| limit \| measured \| margin \| verdict \|/);
  expect(JSON.parse(read('load.json'))).toMatchObject({ run: { number: 1, status: 'finished' } });
});

it('the documented GitLab job passes when the objective is met', async () => {
  const { url } = await startRpcServer(() => ({ pong: true }), SERVICE_MS);
  const { shell, read } = repository(10_000);
  const { exitCode, output } = await shell(documented().gitlab.load.script.join('\n'), url);
  expect(output).toMatch(/PASS sla {5}All 1 objective met\./);
  expect(exitCode).toBe(0);
  expect(readJunit(read('load.xml')).filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect(read('load.md')).toContain('✅ **sla** passed');
});

it('a run is compared with its baseline, by default or by name; without one nothing is sent', async () => {
  const { url } = await startRpcServer(() => ({ pong: true }), SERVICE_MS);
  const { folder, at, plimsoll } = openCommandLine();
  writeFileSync(at('smoke.json'), smokePlan(10_000, 1500));
  const run = (...options: string[]) =>
    plimsoll('run', at('smoke.json'), '--target', url, ...options);
  const none = await run('--fail-on', 'worse');
  expect(none.exitCode).toBe(1);
  expect(none.errors).toContain('There is no baseline of Smoke on');

  expect((await run('--name', 'first')).exitCode).toBe(0);
  // Whether a busy machine leaves a run of two seconds valid is not what this is about.
  const store = openStore({ dataDir: folder, migrationsDir: MIGRATIONS_DIR });
  await store.prisma.run.update({
    where: { id: 2 },
    data: { validity: 'valid', isBaseline: true },
  });
  for (const baseline of [[], ['--baseline', 'first'], ['--baseline', '2']]) {
    const next = await run('--fail-on', 'worse', ...baseline);
    expect(next.output).toMatch(/(PASS|FAIL) +worse +.*run 2/);
    expect([0, 5]).toContain(next.exitCode);
  }
  const marked = await run('--as-baseline');
  const { validity, isBaseline } = await store.prisma.run.findUniqueOrThrow({ where: { id: 6 } });
  const canBe = validity === 'valid' || validity === 'suspect';
  expect([marked.exitCode, isBaseline]).toEqual(canBe ? [0, true] : [1, false]);
  await store.close();
  const wrong = await run('--fail-on', 'slow');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.errors).toContain('Must be a comma-separated list of sla, invalid and worse');
});
