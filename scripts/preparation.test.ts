import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFiles, missingPackages } from './preparation.mjs';

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

const locked = {
  '': { version: '0.1.0' },
  'node_modules/next': { version: '16.4.6' },
  'node_modules/vitest': { version: '4.1.12', dev: true },
  'node_modules/@next/swc-win32-x64-msvc': { version: '16.4.6', optional: true },
};

test('with every package there in its version, none is missing', () => {
  const installed = {
    'node_modules/next': { version: '16.4.6' },
    'node_modules/vitest': { version: '4.1.12' },
  };
  expect(missingPackages(locked, installed, true)).toEqual([]);
});

test('what only development needs is not missing where the product is started', () => {
  const installed = { 'node_modules/next': { version: '16.4.6' } };
  expect(missingPackages(locked, installed, false)).toEqual([]);
  expect(missingPackages(locked, installed, true)).toEqual(['node_modules/vitest']);
});

test('a package in another version is missing, and so is every one in a fresh clone', () => {
  const older = { 'node_modules/next': { version: '16.4.5' } };
  expect(missingPackages(locked, older, false)).toEqual(['node_modules/next']);
  expect(missingPackages(locked, {}, true)).toEqual(['node_modules/next', 'node_modules/vitest']);
});
