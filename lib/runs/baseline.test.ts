import { expect, it } from 'vitest';
import { suggestComparisons } from '@/lib/compare/choices';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { findDefaultBaseline, markBaseline } from './baseline';

const VALID = { status: 'finished', validity: 'valid', requests: 10 };
const alike = { scenarioName: 'Light', targetName: 'Test target' };

it('is the last valid run before, until a baseline is set by hand', async () => {
  const store = openTestStore();
  const first = await insertRun(store, VALID);
  const second = await insertRun(store, VALID);
  await insertRun(store, { ...VALID, validity: 'invalid' });
  await insertRun(store, { ...VALID, targetName: 'Another' });
  const last = await insertRun(store, VALID);
  const why = 'the previous valid run';
  expect(await findDefaultBaseline(store, { id: last, ...alike })).toEqual({ number: second, why });
  await markBaseline(store, first, true);
  const baseline = { number: first, why: 'the baseline' };
  expect(await findDefaultBaseline(store, { id: last, ...alike })).toEqual(baseline);
  expect(await findDefaultBaseline(store, { id: first, ...alike })).toBeUndefined();
  expect(await suggestComparisons(store)).toEqual([
    {
      scenario: 'Light',
      target: 'Test target',
      base: first,
      candidate: last,
      why: 'the baseline',
    },
  ]);
});

it('can be a run whose figures are uncertain, since they take their bounds along, but no invalid one', async () => {
  const store = openTestStore();
  const suspect = await insertRun(store, { ...VALID, validity: 'suspect' });
  const invalid = await insertRun(store, { ...VALID, validity: 'invalid' });
  const last = await insertRun(store, VALID);
  expect(await findDefaultBaseline(store, { id: last, ...alike })).toMatchObject({
    number: suspect,
  });
  await markBaseline(store, suspect, true);
  await expect(markBaseline(store, invalid, true)).rejects.toMatchObject({ code: 'conflict' });
  expect(await store.prisma.run.findMany({ where: { isBaseline: true } })).toHaveLength(1);
});
