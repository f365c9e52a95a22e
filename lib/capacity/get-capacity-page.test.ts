import { expect, it } from 'vitest';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { seedStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';
import { insertLevels } from '@/lib/testing/insert-levels';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { getCapacityPage } from './get-capacity-page';
import { capacityRules } from './monitoring';
import { addTraffic } from './traffic';

const [LIGHT, MODERATE] = BUILT_IN_SCENARIOS;
/** X(N) = 2N / (1 + 0.02(N−1) + 0.0002N(N−1)), rounded to whole answers. */
const LEVELS = [
  { users: 5, perSecond: 9, serviceMs: 50, seconds: 10 },
  { users: 10, perSecond: 17, serviceMs: 60, seconds: 10 },
  { users: 20, perSecond: 27, serviceMs: 90, seconds: 10 },
  { users: 40, perSecond: 38, serviceMs: 180, seconds: 10 },
  { users: 80, perSecond: 42, serviceMs: 600, seconds: 10 },
  { users: 120, perSecond: 38, serviceMs: 1500, seconds: 10 },
];

async function storeWithLevels(): Promise<Store> {
  const store = openTestStore();
  await seedStore(store, {});
  await insertLevels(store, LEVELS.slice(0, 3));
  await insertLevels(store, LEVELS.slice(3), {
    scenarioName: 'Moderate',
    plan: JSON.stringify(MODERATE?.plan),
    planHash: 'f'.repeat(16),
  });
  return store;
}

it('makes one curve of all runs that ask for the same, whatever their size', async () => {
  const store = await storeWithLevels();
  const { choices, points, fit, curve } = await getCapacityPage(store, { profile: 'strict' });
  expect(choices).toHaveLength(1);
  expect(choices[0]).toMatchObject({ scenarios: ['Moderate', 'Light'], unit: 'users', runs: 2 });
  expect(points.map(({ load, throughput }) => [load, throughput])).toEqual(
    LEVELS.map(({ users, perSecond }) => [users, perSecond]),
  );
  expect(fit?.model).toBe('usl');
  expect(fit?.peakN).toBeGreaterThan(60);
  expect(fit?.peakN).toBeLessThan(80);
  expect(curve.some(({ beyondData }) => beyondData)).toBe(true);
});

it('draws the line where the profile is first broken, between two measured levels', async () => {
  const store = await storeWithLevels();
  const { line, points } = await getCapacityPage(store, { profile: 'strict' });
  // p95 is 180 ms at 40 users and 600 ms at 80: 200 ms lies at a twenty-first of the way.
  expect(line).toMatchObject({
    state: 'known',
    line: { low: 40, high: 80, from: 'runs', objective: 'Response time p95 at most 200\u202fms' },
  });
  expect(line.state === 'known' && line.line.load).toBeCloseTo(41.9, 0);
  expect(points.map(({ meets }) => meets)).toEqual([true, true, true, true, false, false]);
});

it('checks Little’s law where enough is in flight', async () => {
  const store = await storeWithLevels();
  const { little, points } = await getCapacityPage(store, {});
  expect(little).toEqual({ checked: 3, off: 0 });
  expect(points.at(-1)?.littleRatio).toBeCloseTo(1, 2);
});

it('measures the head-room by the latest traffic, and forecasts growth', async () => {
  const store = await storeWithLevels();
  for (let day = 1; day <= 12; day++)
    await addTraffic(store, {
      target: 'Test target',
      unit: 'users',
      value: 10 + 2 * day,
      at: `2026-11-${String(day).padStart(2, '0')}`,
    });
  const { headRoom, forecasts, line } = await getCapacityPage(store, { profile: 'strict' });
  const load = line.state === 'known' ? line.line.load : 0;
  expect(headRoom?.now.value).toBe(34);
  expect(headRoom?.share).toBeCloseTo(1 - 34 / load, 6);
  // 34 on the 12th and 2 a day: 41.9 on the 15th, towards the 16th.
  expect(new Date(forecasts[0]?.crossesAtMs ?? 0).toISOString()).toContain('2026-11-15');
});

it('keeps invalid, imported and other targets’ runs out, and runs of another kind apart', async () => {
  const store = await storeWithLevels();
  await insertLevels(store, LEVELS.slice(0, 1), { validity: 'invalid' });
  await insertLevels(store, LEVELS.slice(0, 1), { source: 'k6' });
  const burst = BUILT_IN_SCENARIOS.find(({ slug }) => slug === 'burst')?.plan;
  await insertLevels(store, LEVELS.slice(0, 1), {
    plan: JSON.stringify(burst),
    planHash: 'b'.repeat(16),
    scenarioName: 'Burst',
  });
  const { choices } = await getCapacityPage(store, {});
  expect(choices.map(({ scenarios, runs }) => [scenarios.join(), runs])).toEqual([
    ['Burst', 1],
    ['Moderate,Light', 2],
  ]);
});

it('says that there is nothing yet, or too little, rather than guess', async () => {
  const store = openTestStore();
  await seedStore(store, {});
  expect(await getCapacityPage(store, {})).toMatchObject({ choices: [], points: [], curve: [] });
  await insertRun(store, { status: 'finished', validity: 'valid', requests: 5, durationMs: 3000 });
  const page = await getCapacityPage(store, { profile: 'strict' });
  expect(page).toMatchObject({ points: [], line: { state: 'no-data' } });
  expect(page.fit).toBeUndefined();
  expect(LIGHT?.slug).toBe('light');
});

it('hands limits and line on to the target’s monitoring', async () => {
  const store = await storeWithLevels();
  const { rules, dashboard } = await capacityRules(store, { profile: 'strict' });
  expect(rules).toContain('> 0.2');
  expect(rules).toContain('TrainingNearLoadLine');
  expect(rules).toContain('measured by stored runs');
  expect(JSON.parse(dashboard)).toMatchObject({ title: 'Training service: Test target' });
  await expect(capacityRules(store, { target: 'Nowhere' })).rejects.toThrow(
    'No runs on that target',
  );
  await expect(capacityRules(store, { profile: 'none' })).rejects.toThrow('no profile "none"');
});
