import { expect, test } from 'vitest';
import { completeLock } from './complete-lock.mjs';

const owner = (optionalDependencies: Record<string, string>) => ({
  version: '1.0.0',
  optionalDependencies,
});

test('a missing platform’s package is put in with its system, processor and C library', () => {
  const { packages, added } = completeLock({
    'node_modules/tool': owner({ '@tool/linux-x64-musl': '2.6.8' }),
  });
  expect(added).toEqual(['@tool/linux-x64-musl@2.6.8']);
  expect(packages['node_modules/@tool/linux-x64-musl']).toEqual({
    version: '2.6.8',
    cpu: ['x64'],
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
});

test('one that is in the lock file stays as it is', () => {
  const present = { version: '2.6.8', integrity: 'sha512-x' };
  const { packages, added } = completeLock({
    'node_modules/tool': owner({ '@tool/darwin-arm64': '2.6.8' }),
    'node_modules/@tool/darwin-arm64': present,
  });
  expect(added).toEqual([]);
  expect(packages['node_modules/@tool/darwin-arm64']).toBe(present);
});

test('a range, and a package of no platform, are left to npm', () => {
  const { added } = completeLock({
    'node_modules/tool': owner({ '@tool/win32-x64': '^2.0.0', encoding: '0.1.13' }),
  });
  expect(added).toEqual([]);
});

test('the entries come out sorted, as npm writes them', () => {
  const { packages } = completeLock({
    'node_modules/tool': owner({ '@tool/win32-arm64-msvc': '1.0.0', 'tool-wasm32-wasi': '1.0.0' }),
  });
  expect(Object.keys(packages)).toEqual([
    'node_modules/@tool/win32-arm64-msvc',
    'node_modules/tool',
    'node_modules/tool-wasm32-wasi',
  ]);
});
