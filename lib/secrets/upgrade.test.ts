import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { getRun } from '@/lib/runs/get-run';
import { listRuns } from '@/lib/runs/list-runs';
import { startRun } from '@/lib/runs/start-run';
import { listScenarios } from '@/lib/scenarios/scenarios';
import { Histogram, summariseLatency } from '@/lib/stats/histogram';
import { migrate } from '@/lib/store/migrate';
import { openStore } from '@/lib/store/open-store';
import { sealWhatIsOpen } from '@/lib/store/sealed';
import { listTargets } from '@/lib/targets/targets';
import { MIGRATIONS_DIR } from '@/lib/testing/open-test-store';
import { keepStoredCredentials } from './keep-stored';

const AT = 1_750_000_000_000;
const URL_OF_THEN = 'http://10.20.30.40:8001/rpc?token=canary-query';
const PLAN = parsePlan({
  name: 'Old',
  load: { model: 'closed', stages: [{ users: 2, spawnPerSecond: 2, durationMs: 2000 }] },
  requests: [
    {
      name: 'list',
      weight: 1,
      http: { method: 'GET', path: '/', headers: { authorization: 'Bearer canary-header' } },
    },
  ],
});

/** A data folder as the first release left it: its one migration, a target, a scenario, a run of two seconds. */
function firstRelease(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-first-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const then = join(folder, 'migrations');
  mkdirSync(then);
  cpSync(join(MIGRATIONS_DIR, '0001_initial'), join(then, '0001_initial'), { recursive: true });
  const sqlite = new Database(join(folder, 'plimsoll.db'));
  migrate(sqlite, then);
  const insert = (table: string, row: Record<string, unknown>) =>
    sqlite
      .prepare(
        `INSERT INTO "${table}" (${Object.keys(row).map((name) => `"${name}"`)}) VALUES (${Object.keys(row).map(() => '?')})`,
      )
      .run(...Object.values(row));
  const stamps = { createdAt: AT, updatedAt: AT };
  insert('Target', { name: 'Staging', url: URL_OF_THEN, token: 'canary-token', ...stamps });
  const plan = JSON.stringify(PLAN);
  insert('Scenario', { slug: 'old', name: 'Old', plan, ...stamps });
  insert('Run', {
    status: 'finished',
    scenarioId: 1,
    scenarioName: 'Old',
    scenarioVersion: 1,
    targetId: 1,
    targetName: 'Staging',
    targetUrl: URL_OF_THEN,
    plan,
    planHash: '0123456789abcdef',
    seed: 1,
    peakUsers: 2,
    plannedMs: 2000,
    queuedAt: AT,
    startedAt: AT,
    endedAt: AT + 2000,
    durationMs: 2000,
    requests: 4,
    failures: 0,
    locustFailures: 0,
    dropped: 0,
    skipped: 0,
    failureRate: 0,
    requestsPerSecond: 2,
    p50Ms: 5,
    p95Ms: 7,
    p99Ms: 7,
  });
  insert('Endpoint', { runId: 1, index: 0, name: 'list' });
  const second = new Histogram();
  for (const us of [5000, 7000]) second.record(us);
  const all = Histogram.merged([second.encode(), second.encode()]);
  const counts = { rpcError: 0, httpError: 0, timeout: 0, networkError: 0, aborted: 0, dropped: 0 };
  for (const at of [0, 1]) {
    const state = { activeUsers: 2, inFlight: 0, eventLoopLagMs: 1, skipped: '{}' };
    insert('Tick', { runId: 1, second: at, ...state });
    const times = { response: second.encode(), service: second.encode() };
    insert('Window', {
      runId: 1,
      second: at,
      endpoint: 0,
      ok: 2,
      ...counts,
      locustFailures: 0,
      ...times,
    });
  }
  const summary = JSON.stringify(summariseLatency(all));
  for (const [endpoint, name] of [
    [-1, ''],
    [0, 'list'],
  ])
    insert('Summary', {
      runId: 1,
      endpoint,
      name,
      requests: 4,
      failures: 0,
      locustFailures: 0,
      skipped: 0,
      requestsPerSecond: 2,
      outcomes: JSON.stringify({ ok: 4, ...counts }),
      responseSummary: summary,
      serviceSummary: summary,
      response: all.encode(),
      service: all.encode(),
    });
  sqlite.close();
  return folder;
}

it('what the first release stored is there after an upgrade, its credentials encrypted, and goes on', async () => {
  const dataDir = firstRelease();
  const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
  onTestFinished(() => store.close());
  await sealWhatIsOpen(store);
  await keepStoredCredentials(store);

  expect((await listRuns(store, {})).items).toMatchObject([
    { number: 1, scenario: 'Old', target: 'Staging', status: 'finished', p95Ms: 7 },
  ]);
  const run = await getRun(store, 1);
  expect(run?.state.totals).toMatchObject({ requests: 4, failureRate: 0 });
  expect(run?.state.endpoints).toMatchObject([{ name: 'list', requests: 4 }]);
  expect(run?.series.points.map(({ atMs }) => atMs)).toEqual([0, 1000]);
  expect(await listScenarios(store)).toMatchObject([{ slug: 'old', version: 1, runs: 1 }]);
  const url = 'http://10.20.30.40:8001/rpc?token={{secret.staging-token}}';
  // What was loaded before is allowed, and named when it is loaded again.
  expect(await listTargets(store)).toMatchObject([{ url, hasToken: true, notAllowed: undefined }]);
  const again = { scenario: 'old', target: 'Staging', confirmHost: '10.20.30.40' };
  const { number } = await startRun(store, again);
  const next = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  expect([next.planHash, next.targetUrl]).toEqual([run?.planHash, url]);

  store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const file = readFileSync(store.sqlite.name, 'latin1');
  for (const canary of ['canary-token', 'canary-query', 'canary-header'])
    expect([canary, file.includes(canary)]).toEqual([canary, false]);
  // As it was, for whoever has to go back; and so are its credentials.
  expect(existsSync(join(dataDir, 'backups', 'plimsoll-0001_initial.db'))).toBe(true);
});
