import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { seedStore } from '@/lib/store/get-store';
import { openStore } from '@/lib/store/open-store';
import { MIGRATIONS_DIR } from '@/lib/testing/open-test-store';
import { fireSchedules } from './fire-schedules';
import { saveSchedule } from './schedules';

const FIRE = fileURLToPath(new URL('../testing/fire-when-told.ts', import.meta.url));
const HOUR_MS = 3_600_000;
const BEGIN = Date.parse('2026-11-24T00:00:00Z');
/** Between being told and having written all down lie a few hundredths of a second. */
const KILLED_AFTER_MS = [0, 4, 8, 12, 16, 20, 28, 40];

test('a worker killed with SIGKILL at the moment of firing loses no time, and doubles none', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-fire-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
  onTestFinished(() => store.close());
  await seedStore(store, { REFERENCE_PORT: '8001' });
  await saveSchedule(
    store,
    {
      name: 'Hourly',
      cron: '0 * * * *',
      timeZone: 'UTC',
      skipIfRunning: false,
      start: { kind: 'scenario', scenario: 'light', target: 'Reference service' },
    },
    BEGIN,
  );

  for (const [index, killedAfterMs] of KILLED_AFTER_MS.entries()) {
    const nowMs = BEGIN + (index + 1) * HOUR_MS;
    const child = spawn(process.execPath, ['--import', 'tsx', FIRE, dataDir, String(nowMs)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    child.send('go');
    await sleep(killedAfterMs);
    child.kill('SIGKILL');
    await once(child, 'close');
    await fireSchedules(store, { nowMs: nowMs + 1000 });
    await fireSchedules(store, { nowMs: nowMs + 2000 });
  }

  const firings = await store.prisma.scheduleFiring.findMany({ orderBy: { dueAt: 'asc' } });
  expect(firings.map(({ status }) => status)).toEqual(KILLED_AFTER_MS.map(() => 'started'));
  const runs = await store.prisma.run.findMany({ orderBy: { id: 'asc' } });
  expect(runs.map(({ firing }) => firing)).toEqual(
    KILLED_AFTER_MS.map((_, index) => `1@2026-11-24T0${index + 1}:00:00.000Z`),
  );
  expect(firings.map(({ runId }) => runId)).toEqual(runs.map(({ id }) => id));
});
