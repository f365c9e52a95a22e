import { expect, it } from 'vitest';
import { endRun } from '@/lib/runs/end-run';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { compareCandidates, compareDifferences, compareSides } from './compare-sides';

async function runOf(store: Store, plannedMs: number) {
  const number = await insertRun(store, { plannedMs });
  const writer = openSecondWriter(store.sqlite, number);
  for (let second = 0; second < 20; second++)
    writer.write(reportOf(second, [{ serviceUs: 1000 }, { serviceUs: 3000 }]), 1_700_000_000_000);
  const endedAt = new Date(1_700_000_020_000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: 20_000 });
  return number;
}

it('lays runs of unlike length on steps of one length', async () => {
  const store = openTestStore();
  const [short, long] = [await runOf(store, 20_000), await runOf(store, 1_200_000)];
  const sides = await compareSides(store, [`${short}`, `${long}`, 'reported-heavy']);
  expect(sides.map((side) => side.kind === 'run' && side.series.bucketMs)).toEqual([
    4000,
    4000,
    false,
  ]);
  expect(sides[0]).toMatchObject({ kind: 'run', requests: 40, failureRate: 0, durationMs: 20_000 });
  expect(sides[2]).toMatchObject({ kind: 'reported', reported: { p95Ms: 612 } });
});

it('gives reported numbers a change, but neither an interval nor a verdict', async () => {
  const store = openTestStore();
  const number = await runOf(store, 20_000);
  const query = { keys: [`${number}`, 'reported-heavy'], baseline: `${number}`, margin: 0.05 };
  const [change] = await compareCandidates(store, query);
  expect(change?.verdict).toBeUndefined();
  const p95 = change?.endpoints[0]?.metrics.find(({ metric }) => metric === 'p95');
  expect(p95).toEqual({
    metric: 'p95',
    base: 3,
    candidate: 612,
    change: 203,
    verdict: 'inconclusive',
  });
  const sides = await compareSides(store, query.keys);
  expect(await compareDifferences(store, sides, query)).toMatchObject([
    { differences: [{ field: 'measured', base: 'measured', candidate: 'reported' }] },
  ]);
});

it('refuses a run that is under way or that there is not', async () => {
  const store = openTestStore();
  const running = await insertRun(store);
  expect(await errorOf(compareSides(store, [`${running}`, '9']))).toMatchObject({
    code: 'conflict',
  });
  expect(await errorOf(compareSides(store, ['9']))).toMatchObject({ code: 'not-found' });
});
