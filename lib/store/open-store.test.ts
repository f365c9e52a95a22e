import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolder } from './make-folder';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('makes what is missing on the way, and is content with what is there', () => {
  const folder = join(emptyFolder(), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it('throws at once where no folder can be', () => {
  expect(() => makeFolder('/proc/nope/data')).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
  const file = join(emptyFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, 'data'))).toThrow('ENOTDIR');
});
