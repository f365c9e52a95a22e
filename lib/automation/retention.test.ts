import { expect, test } from 'vitest';
import { compareRuns } from '@/lib/compare/compare-runs';
import { exportFormatsOf } from '@/lib/export/export-run';
import { saveProfile } from '@/lib/profiles/profiles';
import { pinRun } from '@/lib/runs/edit-run';
import { endRun } from '@/lib/runs/end-run';
import { reevaluateRun } from '@/lib/runs/evaluate-run';
import { getRun } from '@/lib/runs/get-run';
import { createRandom } from '@/lib/stats/random';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import {
  applyRetention,
  compactStore,
  getRetention,
  previewRetention,
  setRetention,
} from './retention';

const DAY_MS = 86_400_000;
const ENDED = Date.parse('2026-11-01T00:00:00Z');
const SECONDS = 30;

/** A run of thirty seconds with twenty requests each, ended `daysLater` than the first of November. */
async function endedRun(store: Store, daysLater = 0): Promise<number> {
  const number = await insertRun(store);
  const writer = openSecondWriter(store.sqlite, number);
  const random = createRandom(number);
  for (let second = 0; second < SECONDS; second++)
    writer.write(
      reportOf(
        second,
        Array.from({ length: 20 }, () => ({
          endpoint: 0,
          serviceUs: Math.round(20_000 * (1 + random())),
        })),
        { endpoints: ['status'] },
      ),
      ENDED,
    );
  const endedAt = new Date(ENDED + daysLater * DAY_MS);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: SECONDS * 1000 });
  return number;
}

const rowsOf = (store: Store, table: string, run: number) =>
  (
    store.sqlite.prepare(`SELECT count(*) AS rows FROM "${table}" WHERE runId = ?`).get(run) as {
      rows: number;
    }
  ).rows;

test('without a retention everything is kept', async () => {
  const store = openTestStore();
  const run = await endedRun(store);
  expect(await getRetention(store)).toEqual({});
  expect(await applyRetention(store, ENDED + 1000 * DAY_MS)).toEqual({ runs: 0 });
  expect(rowsOf(store, 'Sample', run)).toBe(600);
});

test('the saving is told before anything is removed, and what is told is what goes', async () => {
  const store = openTestStore();
  const [old, young] = [await endedRun(store), await endedRun(store, 9)];
  const nowMs = ENDED + 10 * DAY_MS;
  const preview = await previewRetention(store, { samplesDays: 7 }, nowMs);
  expect(preview.samples).toEqual({ runs: 1, rows: 600, bytes: 16_800 });
  expect(preview.seconds).toEqual({ runs: 0, rows: 0, bytes: 0 });
  expect(rowsOf(store, 'Sample', old)).toBe(600);

  await setRetention(store, { samplesDays: 7 });
  expect(await applyRetention(store, nowMs)).toEqual({ runs: 1 });
  expect([rowsOf(store, 'Sample', old), rowsOf(store, 'Sample', young)]).toEqual([0, 600]);
  expect(rowsOf(store, 'Window', old)).toBe(SECONDS);
  expect(await exportFormatsOf(store, old)).toEqual(['json', 'junit', 'hgrm']);
  // Nothing is left to take, and the freed pages go back to the disk.
  expect(await applyRetention(store, nowMs)).toEqual({ runs: 0 });
  compactStore(store);
  expect(rowsOf(store, 'Sample', young)).toBe(600);
});

test('traces go with their samples, and are counted', async () => {
  const store = openTestStore();
  const run = await endedRun(store);
  store.sqlite
    .prepare('INSERT INTO "SampleTrace" SELECT "runId", "sequence", "sequence" FROM "Sample"')
    .run();
  const nowMs = ENDED + 10 * DAY_MS;
  const preview = await previewRetention(store, { samplesDays: 7 }, nowMs);
  expect(preview.samples).toEqual({ runs: 1, rows: 600, bytes: 600 * (28 + 15) });
  await setRetention(store, { samplesDays: 7 });
  await applyRetention(store, nowMs);
  expect(rowsOf(store, 'SampleTrace', run)).toBe(0);
});

test('a run without its seconds says the same of itself, and that they are gone', async () => {
  const store = openTestStore();
  const run = await endedRun(store);
  const before = await getRun(store, run);
  await setRetention(store, { samplesDays: 3, secondsDays: 5 });
  await applyRetention(store, ENDED + 6 * DAY_MS);
  expect(rowsOf(store, 'Window', run) + rowsOf(store, 'Tick', run)).toBe(0);
  const after = await getRun(store, run);
  expect(after?.removed).toEqual({
    samples: '2026-11-07T00:00:00.000Z',
    seconds: '2026-11-07T00:00:00.000Z',
  });
  expect(after?.state.totals).toEqual(before?.state.totals);
  expect(after?.state.overall).toEqual(before?.state.overall);
  expect(after?.state.endpoints).toEqual(before?.state.endpoints);
  expect(after?.distribution).toEqual(before?.distribution);
  expect([after?.validity, after?.findings]).toEqual([before?.validity, before?.findings]);
  expect(after?.series.points).toEqual([]);
});

test('a comparison with such a run is inconclusive, and it cannot be judged anew', async () => {
  const store = openTestStore();
  const [old, young] = [await endedRun(store), await endedRun(store, 9)];
  await setRetention(store, { samplesDays: 1, secondsDays: 5 });
  await applyRetention(store, ENDED + 10 * DAY_MS);
  expect((await compareRuns(store, old, young)).verdict).toBe('inconclusive');
  const objectives = [{ metric: 'p95', max: 100 }];
  const { slug } = await saveProfile(store, { name: 'Mine', objectives });
  expect((await errorOf(reevaluateRun(store, old, slug))).message).toBe(
    `Run ${old} cannot be re-evaluated: its data has been deleted by the retention policy. Its verdicts are kept.`,
  );
});

test('pinned runs and baselines are kept whole, and nothing goes while a run is under way', async () => {
  const store = openTestStore();
  const [pinned, baseline, plain] = [
    await endedRun(store),
    await endedRun(store),
    await endedRun(store),
  ];
  await pinRun(store, pinned, true);
  await store.prisma.run.update({ where: { id: baseline }, data: { isBaseline: true } });
  await setRetention(store, { samplesDays: 1 });
  const nowMs = ENDED + 10 * DAY_MS;
  expect((await previewRetention(store, { samplesDays: 1 }, nowMs)).keptWhole).toBe(2);
  const underWay = await insertRun(store);
  expect(await applyRetention(store, nowMs)).toEqual({ runs: 0 });
  await store.prisma.run.update({ where: { id: underWay }, data: { status: 'failed' } });
  await applyRetention(store, nowMs);
  expect([pinned, baseline, plain].map((run) => rowsOf(store, 'Sample', run))).toEqual([
    600, 600, 0,
  ]);
});

test('a retention that would keep charts shorter than samples is refused', async () => {
  const store = openTestStore();
  const refused = setRetention(store, { samplesDays: 30, secondsDays: 7 });
  expect((await errorOf(refused)).problems).toEqual([
    { path: 'secondsDays', message: 'must not be shorter than the retention of requests.' },
  ]);
  expect((await errorOf(setRetention(store, { samplesDays: 0.5 }))).problems[0]?.path).toBe(
    'samplesDays',
  );
});
