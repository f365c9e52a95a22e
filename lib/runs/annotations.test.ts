import { expect, it } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import {
  annotateRun,
  faultAnnotations,
  pausedMs,
  pausedSince,
  removeAnnotation,
  runAnnotations,
} from './annotations';
import type { RunAnnotation } from './model';

const note = { kind: 'note', atMs: 1500, text: ' cache cleared ' };

it('puts a note on the time axis of a run, and takes it away again', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { status: 'finished', durationMs: 10_000 });
  const { id } = await annotateRun(store, number, note);
  expect(await runAnnotations(store, number)).toEqual([
    { id, kind: 'note', level: undefined, text: 'cache cleared', atMs: 1500 },
  ]);
  await removeAnnotation(store, number, id);
  expect(await runAnnotations(store, number)).toEqual([]);
});

it('leaves alone what happened by itself', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { status: 'finished', durationMs: 10_000 });
  const fault = { runId: number, kind: 'fault', atMs: 900, text: 'Fault latencyMs on' };
  const { id } = await store.prisma.runMark.create({ data: fault });
  const error = await errorOf(removeAnnotation(store, number, id));
  expect([error.code, error.message]).toEqual([
    'not-found',
    `Run ${number} has no annotation ${id}.`,
  ]);
});

it('says all that is wrong at once, and refuses a time outside of the run', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { status: 'finished', durationMs: 10_000 });
  const wrong = await errorOf(annotateRun(store, number, { kind: 'fault', atMs: -1, text: ' ' }));
  expect(wrong.problems.map(({ path }) => path)).toEqual(['kind', 'atMs', 'text']);
  const late = await errorOf(annotateRun(store, number, { ...note, atMs: 60_000 }));
  expect(late.problems).toEqual([
    { path: 'atMs', message: 'must be within the run, which lasts 00:10.' },
  ]);
  const queued = await insertRun(store, { status: 'queued', startedAt: null });
  expect((await errorOf(annotateRun(store, queued, note))).code).toBe('conflict');
  expect((await errorOf(annotateRun(store, 99, note))).code).toBe('not-found');
});

const atMs = [250, 1250, 2250, 3250, 4250];

it('marks when a fault was switched on and off, in order of time', () => {
  expect(
    faultAnnotations([
      { labels: { fault: 'latencyMs' }, atMs, values: [0, 0, 1, 1, 0] },
      { labels: { fault: 'errorShare' }, atMs, values: [1, 1, 1, 0, 0] },
      { labels: { fault: 'pauseMs' }, atMs, values: [0, 0, 0, 0, 0] },
    ]),
  ).toEqual([
    { atMs: 250, text: 'errorShare on' },
    { atMs: 2250, text: 'latencyMs on' },
    { atMs: 3250, text: 'errorShare off' },
    { atMs: 4250, text: 'latencyMs off' },
  ]);
});

let id = 0;
const mark = (kind: RunAnnotation['kind'], atMs?: number): RunAnnotation => ({
  id: ++id,
  kind,
  atMs,
});

it('adds up the pauses, the one under way as well', () => {
  const marks = [
    mark('pause', 1000),
    mark('pause', 1200),
    mark('resume', 3000),
    mark('pause', 5000),
  ];
  expect(pausedMs(marks, 6500)).toBe(3500);
  expect(pausedSince(marks)).toBe(5000);
});

it('counts only what the generator has done', () => {
  const marks = [mark('resume', 500), mark('pause')];
  expect(pausedMs(marks, 9000)).toBe(0);
  expect(pausedSince(marks)).toBeUndefined();
});
