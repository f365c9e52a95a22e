import { describe, expect, it } from 'vitest';
import { deleteProfile, listProfiles, saveProfile } from '@/lib/profiles/profiles';
import { getScenario } from '@/lib/scenarios/scenarios';
import { seedStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { markBaseline } from './baseline';
import { endRun } from './end-run';
import { reevaluateRun } from './evaluate-run';
import { getRun } from './get-run';
import { startRun } from './start-run';

const ENDED = new Date(1_700_000_100_000);

async function endedRun(store: Store, over: Parameters<typeof insertRun>[1] = {}) {
  const number = await insertRun(store, over);
  const writer = openSecondWriter(store.sqlite, number);
  for (let second = 0; second < 5; second++)
    writer.write(reportOf(second, [{ serviceUs: 20_000 }]), 1_700_000_001_000);
  await endRun(store, number, { status: 'finished', endedAt: ENDED, durationMs: 5000 });
  return number;
}

describe('a run and its objectives', () => {
  it('is judged when it ends, by a copy of what it was started with', async () => {
    const store = openTestStore();
    const objectives = JSON.stringify([
      { metric: 'failureRate', max: 1 },
      { metric: 'p95', max: 0.001 },
      { metric: 'p95', endpoint: 'nobody asked', max: 5 },
    ]);
    const number = await endedRun(store, { objectives, profileName: 'Strict', profileVersion: 3 });
    const { judgement } = (await getRun(store, number)) ?? {};
    expect(judgement?.profile).toEqual({ name: 'Strict', version: 3 });
    expect(judgement?.verdicts.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'no-data']);
    expect(judgement?.verdict).toBe('fail');
    expect(judgement?.verdicts[1]?.timeInObjective).toBe(0);
  });

  it('judges an endpoint by its own seconds, whatever the order of names', async () => {
    const store = openTestStore();
    const objectives = JSON.stringify([
      { metric: 'p95', endpoint: 'start', max: 50 },
      { metric: 'p95', endpoint: 'cancel', max: 50 },
    ]);
    const number = await insertRun(store, { objectives, profileName: 'Strict', profileVersion: 1 });
    const writer = openSecondWriter(store.sqlite, number);
    // Asked for in this order, shown in the other.
    const endpoints = ['start', 'cancel'];
    for (let second = 0; second < 4; second++)
      writer.write(
        reportOf(
          second,
          [
            { endpoint: 0, serviceUs: 20_000 },
            { endpoint: 1, serviceUs: 90_000 },
          ],
          { endpoints },
        ),
        0,
      );
    await endRun(store, number, { status: 'finished', endedAt: ENDED, durationMs: 4000 });
    const { verdicts = [] } = (await getRun(store, number))?.judgement ?? {};
    expect(verdicts.map(({ timeInObjective }) => timeInObjective)).toEqual([1, 0]);
  });

  it('has no judgement without objectives, and can be judged by a profile later', async () => {
    const store = openTestStore();
    await seedStore(store, { REFERENCE: 'off' });
    const number = await endedRun(store);
    expect((await getRun(store, number))?.judgement).toBeUndefined();
    await reevaluateRun(store, number, 'strict');
    const { judgement } = (await getRun(store, number)) ?? {};
    expect(judgement?.profile).toEqual({ name: 'Strict', version: 1 });
    expect(judgement?.verdicts).toHaveLength(2);
    expect(await errorOf(reevaluateRun(store, number, 'soft'))).toMatchObject({
      problems: [
        { path: 'profile', message: '"soft" does not exist. Available: moderate, strict, stress.' },
      ],
    });
  });

  it('compares with the baseline of its scenario on its target', async () => {
    const store = openTestStore();
    const first = await endedRun(store);
    await store.prisma.run.update({ where: { id: first }, data: { validity: 'valid' } });
    await markBaseline(store, first, true);
    const objectives = JSON.stringify([{ metric: 'p95', maxIncrease: 0.1 }]);
    const second = await endedRun(store, { objectives });
    const [verdict] = (await getRun(store, second))?.judgement?.verdicts ?? [];
    expect(verdict?.limit).toBeCloseTo((verdict?.actual ?? 0) * 1.1);
    expect(verdict?.verdict).toBe('pass');
  });

  it('lets only a finished and valid run be a baseline, and only one', async () => {
    const store = openTestStore();
    const [a, b] = [await endedRun(store), await endedRun(store)];
    await store.prisma.run.update({ where: { id: a }, data: { validity: 'invalid' } });
    expect(await errorOf(markBaseline(store, a, true))).toMatchObject({ code: 'conflict' });
    await store.prisma.run.updateMany({ data: { validity: 'valid' } });
    await markBaseline(store, a, true);
    await markBaseline(store, b, true);
    const marked = await store.prisma.run.findMany({ where: { isBaseline: true } });
    expect(marked.map(({ id }) => id)).toEqual([b]);
  });
});

describe('profiles', () => {
  it('are there from the start, and stay as users have changed them', async () => {
    const store = openTestStore();
    await seedStore(store, { REFERENCE: 'off' });
    const [moderate] = await listProfiles(store);
    if (moderate === undefined) throw new Error('no profile');
    expect(moderate).toMatchObject({ slug: 'moderate', version: 1, builtIn: true, scenarios: 4 });
    const objectives = [{ metric: 'p99', max: 900 }];
    const changed = await saveProfile(store, { ...moderate, objectives });
    expect(changed).toMatchObject({ version: 2, scenarios: 4, objectives });
    await seedStore(store, { REFERENCE: 'off' });
    expect((await listProfiles(store))[0]).toMatchObject({ version: 2, objectives });
  });

  it('keep their version when only their name changes', async () => {
    const store = openTestStore();
    const made = await saveProfile(store, {
      name: 'Night shift',
      objectives: [{ metric: 'p95', max: 5 }],
    });
    expect(made).toMatchObject({ slug: 'night-shift', version: 1 });
    expect(await saveProfile(store, { ...made, name: 'Nights' })).toMatchObject({ version: 1 });
  });

  it('tell every problem of what was entered', async () => {
    const store = openTestStore();
    const input = { name: '', objectives: [{ metric: 'p95' }, { metric: 'speed', max: 1 }] };
    const { problems } = await errorOf(saveProfile(store, input));
    expect(problems.map(({ path }) => path)).toEqual([
      'name',
      'objectives[0].max',
      'objectives[1].metric',
    ]);
  });

  it('are used by runs of the scenarios that name them, unless another is chosen', async () => {
    const store = openTestStore();
    await seedStore(store, { REFERENCE: 'off' });
    const start = async (profile?: string) => {
      const run = { scenario: 'stress', targetUrl: 'http://127.0.0.1:1/', profile };
      const { number } = await startRun(store, run);
      return store.prisma.run.findUniqueOrThrow({ where: { id: number } });
    };
    expect(await start()).toMatchObject({ profileName: 'Stress', profileVersion: 1 });
    expect(await start('strict')).toMatchObject({ profileName: 'Strict' });
    expect(await start('')).toMatchObject({ profileName: null, objectives: '[]' });
  });

  it('of one’s own can be deleted, and scenarios then have none', async () => {
    const store = openTestStore();
    await seedStore(store, { REFERENCE: 'off' });
    const made = await saveProfile(store, {
      name: 'Mine',
      objectives: [{ metric: 'p95', max: 5 }],
    });
    await store.prisma.scenario.updateMany({ data: { profile: 'mine' } });
    await deleteProfile(store, made.id);
    expect((await getScenario(store, 'light'))?.profile).toBeUndefined();
    const [builtIn] = await listProfiles(store);
    expect(await errorOf(deleteProfile(store, builtIn?.id ?? 0))).toMatchObject({
      code: 'conflict',
    });
  });
});
