import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { LARGE_FILES, writeLarge } from '@/lib/testing/large-imports';
import { importInProcess } from './import-process';

/** docs/reliability.md promises as much, whatever is imported. */
const MOST_ABOVE_IDLE = 300e6;

it.each(Object.keys(LARGE_FILES))(
  '%s, 1,000 endpoints in an hour, takes less than 300 MB above idle',
  {
    timeout: 120_000,
  },
  async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-import-'));
    const before = process.env.PLIMSOLL_DATA_DIR;
    process.env.PLIMSOLL_DATA_DIR = folder;
    onTestFinished(() => {
      process.env.PLIMSOLL_DATA_DIR = before;
      rmSync(folder, { recursive: true, force: true });
    });
    const name = LARGE_FILES[kind]?.name ?? '';
    const path = join(folder, name);
    await writeLarge(path, kind, 4e6);
    const done = await importInProcess({ path, name, request: {} }, new AbortController().signal);
    expect(done.number).toBe(1);
    expect(done.peakBytes - done.idleBytes).toBeLessThan(MOST_ABOVE_IDLE);
  },
);
