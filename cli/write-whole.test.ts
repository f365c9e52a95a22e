import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { errorOf } from '@/lib/testing/error-of';
import { writeWhole } from './write-whole';

const NEVER = new AbortController().signal;

/** A folder with a file of an earlier export in it. */
function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-write-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'run-1.csv');
  writeFileSync(file, 'old');
  return { folder, file, left: () => [readdirSync(folder), readFileSync(file, 'utf8')] };
}

it('replaces a file by the whole of what is written', async () => {
  const { file, left } = openFolder();
  async function* chunks() {
    yield 'new ';
    yield new TextEncoder().encode('rows');
  }
  await writeWhole(file, chunks(), NEVER);
  expect(left()).toEqual([['run-1.csv'], 'new rows']);
});

it('leaves the file as it was, and no other, when the run cannot be read to its end', async () => {
  const { file, left } = openFolder();
  async function* chunks() {
    yield 'new ';
    throw new PlimsollError('conflict', 'Run 1 was deleted.');
  }
  expect((await errorOf(writeWhole(file, chunks(), NEVER))).message).toBe('Run 1 was deleted.');
  expect(left()).toEqual([['run-1.csv'], 'old']);
});

it('leaves the file as it was, and no other, when it is interrupted', async () => {
  const { file, left } = openFolder();
  const stopped = new AbortController();
  async function* chunks() {
    yield 'new ';
    stopped.abort();
    yield 'rows';
  }
  const { code, message } = await errorOf(writeWhole(file, chunks(), stopped.signal));
  expect([code, message]).toEqual(['unavailable', `Stopped. ${file} was not changed.`]);
  expect(left()).toEqual([['run-1.csv'], 'old']);
});

it('says where no file can be', async () => {
  const { folder } = openFolder();
  async function* chunks() {
    yield 'rows';
  }
  const refused = async (output: string) => {
    const { code, message } = await errorOf(writeWhole(output, chunks(), NEVER));
    return [code, message];
  };
  const missing = join(folder, 'missing');
  expect(await refused(join(missing, 'a.csv'))).toEqual([
    'invalid-input',
    `Folder ${missing} does not exist. Create it first.`,
  ]);
  mkdirSync(missing);
  expect(await refused(missing)).toEqual([
    'invalid-input',
    `${missing} is a folder. Enter a file name.`,
  ]);
});
