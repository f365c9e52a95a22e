import { expect, it } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { annotateRun } from './annotations';
import { removeAnnotation } from './remove-annotation';
import { runMarks } from './run-marks';

const note = { kind: 'note', atMs: 1500, text: ' cache cleared ' };

it('puts a note on the time axis of a run, and takes it away again', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { status: 'finished', durationMs: 10_000 });
  const { id } = await annotateRun(store, number, note);
  expect(await runMarks(store, number)).toEqual([
    { id, kind: 'note', level: undefined, text: 'cache cleared', atMs: 1500 },
  ]);
  await removeAnnotation(store, number, id);
  expect(await runMarks(store, number)).toEqual([]);
});

it('leaves alone what happened by itself', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { status: 'finished', durationMs: 10_000 });
  const fault = { runId: number, kind: 'fault', atMs: 900, text: 'Fault latencyMs on' };
  const { id } = await store.prisma.runMark.create({ data: fault });
  const error = await errorOf(removeAnnotation(store, number, id));
  expect([error.code, error.message]).toEqual([
    'not-found',
    `Run ${number} has no note or deploy ${id}.`,
  ]);
});

it('says all that is wrong at once, and refuses a time outside of the run', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { status: 'finished', durationMs: 10_000 });
  const wrong = await errorOf(annotateRun(store, number, { kind: 'fault', atMs: -1, text: ' ' }));
  expect(wrong.problems.map(({ path }) => path)).toEqual(['kind', 'atMs', 'text']);
  const late = await errorOf(annotateRun(store, number, { ...note, atMs: 60_000 }));
  expect(late.problems).toEqual([
    { path: 'atMs', message: 'must be within the run: it is 00:10 long.' },
  ]);
  const queued = await insertRun(store, { status: 'queued', startedAt: null });
  expect((await errorOf(annotateRun(store, queued, note))).code).toBe('conflict');
  expect((await errorOf(annotateRun(store, 99, note))).code).toBe('not-found');
});
