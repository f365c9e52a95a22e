import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openCommandLine } from './testing/run-in-process';

const CSV = ['started_ms,endpoint,latency_ms,outcome', '1764000000000,start,5,ok'].join('\n');

async function withARun() {
  const line = openCommandLine({ REFERENCE: 'off' });
  writeFileSync(line.at('load.csv'), CSV);
  await line.plimsoll('import', line.at('load.csv'));
  return line;
}

it('backs up, loses the database, restores, and has everything as it was', async () => {
  const { plimsoll, at } = await withARun();
  const saved = await plimsoll('backup', at('saved.db'));
  expect(saved).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('complete and checked.'),
  });

  const again = await plimsoll('backup', at('saved.db'));
  expect(again.exitCode).toBe(2);
  expect(again.errors).toContain('exists already. Choose another name.');

  truncateSync(at('plimsoll.db'), 5000);
  const spoilt = await plimsoll('runs');
  expect(spoilt.exitCode).toBe(1);
  expect(spoilt.errors).toContain('Restore a back-up with "plimsoll restore <file>"');
  expect(spoilt.errors).not.toContain('    at ');

  const restored = await plimsoll('restore', at('saved.db'));
  expect(restored.exitCode).toBe(0);
  expect(restored.output).toMatch(/The former database is .*plimsoll\.db\.before-restore-/);
  expect((await plimsoll('runs')).output).toContain('load');
});

it('restores nothing that is no back-up, and touches nothing then', async () => {
  const { plimsoll, at } = await withARun();
  writeFileSync(at('nonsense.db'), 'x'.repeat(5000));
  const nonsense = await plimsoll('restore', at('nonsense.db'));
  expect(nonsense).toMatchObject({
    exitCode: 2,
    errors: expect.stringContaining('it is not a Plimsoll database. Nothing was changed.'),
  });
  expect((await plimsoll('restore', at('none.db'))).errors).toContain('it does not exist');
  writeFileSync(at('plimsoll.lock'), JSON.stringify({ pid: process.pid }));
  await plimsoll('backup', at('saved.db'));
  const running = await plimsoll('restore', at('saved.db'));
  expect(running.errors).toContain(`(process ${process.pid}). Stop it before restoring a back-up.`);
  expect((await plimsoll('runs')).output).toContain('load');
});

it('the doctor finds what is wrong, says what to do, and tells by its exit code', async () => {
  const { plimsoll, at, folder } = await withARun();
  const well = await plimsoll('doctor');
  expect(well.exitCode).toBe(0);
  expect(well.output).toContain(`✓ Database: ${join(folder, 'plimsoll.db')} is whole.`);
  expect(well.output).toContain('· Worker: No worker is running, so queued runs wait.');

  const json = await plimsoll('doctor', '--json');
  const findings: unknown = JSON.parse(json.output);
  expect(findings).toContainEqual({
    name: 'Database',
    status: 'ok',
    message: `${join(folder, 'plimsoll.db')} is whole.`,
  });

  const sqlite = new Database(at('plimsoll.db'));
  sqlite
    .prepare(
      'INSERT INTO "Worker" ("id", "pid", "host", "startedAt", "heartbeatAt") VALUES (?, 1, ?, 0, ?)',
    )
    .run('w', 'h', Date.now() + 3_600_000);
  sqlite.close();
  const early = await plimsoll('doctor');
  expect(early.exitCode).toBe(1);
  expect(early.output).toMatch(/✗ Clock: This machine’s clock is 3[56]\d\d s behind/);

  truncateSync(at('plimsoll.db'), 3000);
  const ill = await plimsoll('doctor');
  expect(ill.exitCode).toBe(1);
  expect(ill.output).toContain('✗ Database: ');
  expect(existsSync(at('plimsoll.db'))).toBe(true);
});

it('carries out the commands of docs/reliability.md as they stand', async () => {
  const { plimsoll, at } = await withARun();
  const text = readFileSync('docs/reliability.md', 'utf8');
  const commands = [...text.matchAll(/^plimsoll (.*)$/gm)].map(([, line = '']) => line.split(' '));
  expect(commands).toHaveLength(4);
  for (const words of commands) {
    const args = words.map((word) => (word.endsWith('.db') ? at(word) : word));
    expect(await plimsoll(...args), args.join(' ')).toMatchObject({ exitCode: 0, errors: '' });
  }
});
