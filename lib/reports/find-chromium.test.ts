import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from './find-chromium.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-chromium-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string) {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

test('PLIMSOLL_CHROMIUM goes before what is in PATH', async () => {
  program('chromium');
  const chosen = program('my-browser');
  expect(await findChromium({ PATH: folder, PLIMSOLL_CHROMIUM: chosen })).toBe(chosen);
});

test('a PLIMSOLL_CHROMIUM that is no program is refused, not passed over', async () => {
  const env = { PATH: folder, PLIMSOLL_CHROMIUM: join(folder, 'nothing') };
  await expect(findChromium(env)).rejects.toThrow(
    /PLIMSOLL_CHROMIUM is .*nothing, which is no program/,
  );
});

test('Chromium in PATH goes before Chrome', async () => {
  program('google-chrome');
  const chromium = program('chromium');
  expect(await findChromium({ PATH: folder })).toBe(chromium);
});
