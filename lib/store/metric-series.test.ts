import { expect, it } from 'vitest';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { openMetricWriter, readMetricSeries } from './metric-series';

const UP = { name: 'up', labels: {}, type: 'gauge' } as const;
const JOBS = { name: 'jobs_total', labels: { z: 'é"', a: '1' }, type: 'counter' } as const;

it('scrapes are read again as series, without the times at which one was absent', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  const writer = openMetricWriter(store.sqlite, runId);
  writer.write(250.5, [UP], Float64Array.of(1));
  writer.write(1250, [UP, JOBS], Float64Array.of(Number.NaN, 17));
  writer.write(2250, [UP, JOBS], Float64Array.of(0, Number.POSITIVE_INFINITY));
  expect(readMetricSeries(store.sqlite, runId)).toEqual([
    { ...UP, atMs: [250.5, 2250], values: [1, 0] },
    { ...JOBS, atMs: [1250, 2250], values: [17, Number.POSITIVE_INFINITY] },
  ]);
  expect(readMetricSeries(store.sqlite, runId, (name) => name === 'jobs_total')).toHaveLength(1);
  const rows = store.sqlite.prepare('SELECT "labels" FROM "MetricSeries" ORDER BY "index"').all();
  expect(rows).toEqual([{ labels: '{}' }, { labels: '{"a":"1","z":"é\\""}' }]);
});

it('reads the last scrape before an instant, and what came after it', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  const writer = openMetricWriter(store.sqlite, runId);
  for (const second of [0, 1, 2, 3])
    writer.write(second * 1000 + 250, [UP], Float64Array.of(second));
  const [up] = readMetricSeries(store.sqlite, runId, undefined, 2000);
  expect(up?.values).toEqual([1, 2, 3]);
});

it('keeps nothing of a scrape that could not be written whole, and writes its series with the next', async () => {
  const store = openTestStore();
  const runId = await insertRun(store);
  const writer = openMetricWriter(store.sqlite, runId);
  writer.write(250, [UP], Float64Array.of(1));
  expect(() => writer.write(250, [UP, JOBS], Float64Array.of(1, 2))).toThrow('UNIQUE');
  writer.write(1250, [UP, JOBS], Float64Array.of(1, 3));
  expect(readMetricSeries(store.sqlite, runId).map(({ values }) => values)).toEqual([[1, 1], [3]]);
});

it('a run without scrapes has no series', async () => {
  const store = openTestStore();
  expect(readMetricSeries(store.sqlite, await insertRun(store))).toEqual([]);
});
