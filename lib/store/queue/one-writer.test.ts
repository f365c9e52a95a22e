import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCES = ['lib', 'app', 'cli', 'worker', 'components']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .filter(
    (path) => !/\.test\.tsx?$|\/generated\/|\/testing\/|^lib\/store\/queue\/queue\.ts$/.test(path),
  );
const UPDATE = /\.(?:run|suite|search)\.(?:update|updateMany|updateManyAndReturn|upsert)\(/g;

/** The text between the parenthesis before `from` and the one that closes it. */
function argumentsAt(text: string, from: number): string {
  let depth = 1;
  let end = from;
  for (; depth > 0 && end < text.length; end++)
    if (text[end] === '(') depth++;
    else if (text[end] === ')') depth--;
  return text.slice(from, end - 1);
}

/** What would write a status: named, or hidden in data that is not written out where it is used. */
function statusWrites(text: string): string[] {
  const updates = [...text.matchAll(UPDATE)].map((found) =>
    argumentsAt(text, found.index + found[0].length),
  );
  const raw = text.match(/UPDATE "?(?:Run|Suite|Search)"?\s+SET[^`']*/g) ?? [];
  return [
    ...updates.filter((call) => {
      const data = call.slice(call.search(/\bdata\b/));
      return !/^data: \{/.test(data) || /\bstatus\b/.test(data);
    }),
    ...raw.filter((sql) => /"?status"?\s*=/.test(sql)),
  ];
}

test('no file but the queue writes the status of a run, suite or search', () => {
  expect(SOURCES.length).toBeGreaterThan(400);
  const found = SOURCES.flatMap((path) =>
    statusWrites(readFileSync(path, 'utf8')).map((call) => `${path}: ${call}`),
  );
  expect(found).toEqual([]);
});

test('a write of a status would be found, however it is put', () => {
  const where = 'where: { id }';
  expect(statusWrites(`prisma.run.update({ ${where}, data: { note: 'x' } })`)).toEqual([]);
  expect(statusWrites(`prisma.run.update({ ${where}, data: { status: 'failed' } })`)).toHaveLength(
    1,
  );
  expect(statusWrites(`tx.suite.updateMany({ ${where}, data })`)).toHaveLength(1);
  expect(statusWrites(`prepare('UPDATE "Run" SET "status" = ? WHERE "id" = ?')`)).toHaveLength(1);
  expect(statusWrites(`prepare('UPDATE "Run" SET "heartbeatAt" = ?')`)).toEqual([]);
});
