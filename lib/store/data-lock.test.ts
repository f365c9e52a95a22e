import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataDir } from './data-lock.mjs';

const URL = 'http://127.0.0.1:3000';

function dataFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a data folder is for one, and a second is told who holds it and what to do', () => {
  const folder = dataFolder();
  expect(lockDataDir(folder, URL)).toBeUndefined();
  expect(lockDataDir(folder, 'http://127.0.0.1:4000')).toBe(
    `Plimsoll is already running on ${folder}, at ${URL} (process ${process.pid}). Use that one, stop it first, or set PLIMSOLL_DATA_DIR to another folder.`,
  );
});

test('a lock of a process that was killed, or that was cut off, holds nobody up', () => {
  const folder = dataFolder();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'plimsoll.lock'), JSON.stringify({ pid, url: URL }));
  expect(lockDataDir(folder, URL)).toBeUndefined();
  writeFileSync(join(folder, 'plimsoll.lock'), '{"pid":');
  expect(lockDataDir(folder, URL)).toBeUndefined();
});

test.runIf(process.platform === 'linux')('a number that another process has now is no lock', () => {
  const folder = dataFolder();
  const holder = { pid: process.pid, start: '1', url: URL };
  writeFileSync(join(folder, 'plimsoll.lock'), JSON.stringify(holder));
  expect(lockDataDir(folder, URL)).toBeUndefined();
});
