import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFiles } from './hash-files.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plimsoll-hash-'));
  mkdirSync(join(root, 'app', 'runs'), { recursive: true });
  writeFileSync(join(root, 'app', 'page.tsx'), 'page');
  writeFileSync(join(root, 'app', 'runs', 'page.tsx'), 'runs');
});
afterEach(() => rmSync(root, { recursive: true }));

const hash = () => hashFiles(root, ['app', 'lock.json'], (path) => !path.endsWith('.test.ts'));

test('the hash stays when only times change', async () => {
  const before = await hash();
  utimesSync(join(root, 'app', 'page.tsx'), 1, 1);
  expect(await hash()).toBe(before);
});

test('it changes with a file’s content', async () => {
  const before = await hash();
  writeFileSync(join(root, 'app', 'runs', 'page.tsx'), 'other');
  expect(await hash()).not.toBe(before);
});

test('it changes when a file is added, or one that was absent appears', async () => {
  const before = await hash();
  writeFileSync(join(root, 'lock.json'), '');
  expect(await hash()).not.toBe(before);
});

test('it changes when text moves from one file to the next', async () => {
  const before = await hash();
  writeFileSync(join(root, 'app', 'page.tsx'), 'pag');
  writeFileSync(join(root, 'app', 'runs', 'page.tsx'), 'eruns');
  expect(await hash()).not.toBe(before);
});

test('files that are not kept do not count', async () => {
  const before = await hash();
  writeFileSync(join(root, 'app', 'page.test.ts'), 'test');
  expect(await hash()).toBe(before);
});
