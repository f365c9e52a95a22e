import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reportOf } from '@/lib/testing/report-of';
import { createSpool, type SpoolOptions } from './spool';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function spoolIn(folders: string[], bounds: Omit<SpoolOptions, 'folders'> = {}) {
  const spool = createSpool({ folders, ...bounds });
  onTestFinished(() => spool.clear());
  return spool;
}

const second = (at: number) =>
  reportOf(at, [{ serviceUs: at, outcome: 'rpcError', error: 1, trace: 7 }], {
    errors: [
      {
        id: 1,
        endpoint: 0,
        outcome: 'rpcError',
        code: '-32000',
        message: 'no “model”',
        count: 1,
        firstMs: 1,
        lastMs: 2,
      },
    ],
    skipped: { a: 3 },
  });

it('gives back what was added, whole and in order', () => {
  const spool = spoolIn([temporaryFolder()]);
  for (let at = 0; at < 3; at++) expect(spool.add(second(at))).toBe(true);
  for (let at = 0; at < 3; at++) {
    expect(spool.first()).toEqual(second(at));
    // Asked again before it is stored, it is still the first.
    expect(spool.first()).toEqual(second(at));
    spool.removeFirst();
  }
  expect(spool.first()).toBeUndefined();
});

it('has no name in the folder, so that a process that is killed leaves nothing behind', () => {
  const folder = temporaryFolder();
  const spool = spoolIn([folder]);
  expect(spool.add(second(0))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
  expect(spool.first()).toEqual(second(0));
});

it('takes nothing beyond its bound, and all of it anew once it was emptied', () => {
  const spool = spoolIn([temporaryFolder()], { mostBytes: 3000 });
  const fill = () => {
    let added = 0;
    while (spool.add(second(added))) added++;
    return added;
  };
  const room = fill();
  expect(room).toBeGreaterThan(0);
  expect(spool.add(second(room))).toBe(false);
  for (let at = 0; at < room; at++) {
    expect(spool.first()?.second).toBe(at);
    spool.removeFirst();
  }
  expect(fill()).toBe(room);
});

it('takes nothing where the disk would have too little left', () => {
  const spool = spoolIn([temporaryFolder()], { leftFreeBytes: Number.MAX_SAFE_INTEGER });
  expect(spool.add(second(0))).toBe(false);
  expect(spool.first()).toBeUndefined();
});

it('goes to another folder where the first cannot be written to', () => {
  const gone = join(temporaryFolder(), 'gone');
  const spool = spoolIn([gone, temporaryFolder()]);
  expect(spool.add(second(0))).toBe(true);
  expect(spoolIn([gone]).add(second(0))).toBe(false);
  // A disk that is back is used by the next file.
  mkdirSync(gone);
  expect(spoolIn([gone]).add(second(0))).toBe(true);
});
