import { expect, it } from 'vitest';
import { deleteProfile, saveProfile } from '@/lib/profiles/profiles';
import { seedStore } from '@/lib/store/get-store';
import { errorOf } from '@/lib/testing/error-of';
import { openTestStore } from '@/lib/testing/open-test-store';
import { deleteScenario, getScenario, saveScenario, setScenarioProfile } from './scenarios';

const SCENARIO = {
  name: 'Night & day',
  description: 'Two shifts.',
  plan: {
    load: { model: 'closed', stages: [{ users: 4, spawnPerSecond: 2, durationMs: 10_000 }] },
    users: [{ behaviour: 'training-api', weight: 1 }],
  },
};

it('is found again under its id and under a slug made of its name', async () => {
  const store = openTestStore();
  const saved = await saveScenario(store, SCENARIO);
  expect(saved).toMatchObject({ slug: 'night-day', version: 1, builtIn: false, peakUsers: 4 });
  expect(saved.plan.name).toBe('Night & day');
  expect(await getScenario(store, 'night-day')).toEqual(saved);
  expect(await getScenario(store, saved.id)).toEqual(saved);
});

it('gets a new version when its plan changes, not when only its words do', async () => {
  const store = openTestStore();
  const { id } = await saveScenario(store, SCENARIO);
  expect((await saveScenario(store, { ...SCENARIO, id, description: 'New.' })).version).toBe(1);
  const plan = { ...SCENARIO.plan, timeoutMs: 5000 };
  expect((await saveScenario(store, { ...SCENARIO, id, plan })).version).toBe(2);
});

it('is judged by the profile that is chosen, and stays so when nothing is said of it', async () => {
  const store = openTestStore();
  await seedStore(store, {});
  const { id, profile } = await saveScenario(store, { ...SCENARIO, profile: 'strict' });
  expect(profile).toBe('strict');
  expect((await saveScenario(store, { ...SCENARIO, id })).profile).toBe('strict');
  expect((await saveScenario(store, { ...SCENARIO, id, profile: '' })).profile).toBeUndefined();
  const unknown = saveScenario(store, { ...SCENARIO, id, profile: 'lenient' });
  expect((await errorOf(unknown)).problems).toEqual([
    { path: 'profile', message: '"lenient" does not exist. Available: moderate, strict, stress.' },
  ]);
});

it('refuses to change or delete a built-in one, and says what to do instead', async () => {
  const store = openTestStore();
  await seedStore(store, {});
  const light = await getScenario(store, 'light');
  const change = saveScenario(store, { ...SCENARIO, id: light?.id });
  expect((await errorOf(change)).message).toBe(
    'Light is built in and cannot be changed. Duplicate it and edit the copy.',
  );
  expect((await errorOf(deleteScenario(store, light?.id ?? 0))).code).toBe('conflict');
});

it('two names that give one slug get two slugs', async () => {
  const store = openTestStore();
  await saveScenario(store, SCENARIO);
  expect((await saveScenario(store, { ...SCENARIO, name: 'night day' })).slug).toBe('night-day-2');
});

it('lists the problems of words and plan together', async () => {
  const error = await errorOf(
    saveScenario(openTestStore(), {
      name: 'x'.repeat(101),
      plan: { load: { model: 'closed' }, users: [] },
    }),
  );
  expect(error.problems.map(({ path }) => path)).toEqual([
    'name',
    'plan.name',
    'plan.load.stages',
    'plan.users',
  ]);
});

it('a name that is taken is said at its field', async () => {
  const store = openTestStore();
  await saveScenario(store, SCENARIO);
  expect((await errorOf(saveScenario(store, SCENARIO))).problems).toEqual([
    { path: 'name', message: 'is already taken by another scenario.' },
  ]);
});

async function seeded() {
  const store = openTestStore();
  await seedStore(store, {});
  const light = async () => {
    const scenario = await getScenario(store, 'light');
    return { id: scenario?.id ?? 0, profile: scenario?.profile };
  };
  return { store, light };
}

it('a built-in scenario keeps the profile that its user chose when Plimsoll starts again', async () => {
  const { store, light } = await seeded();
  const { id, profile } = await light();
  expect(profile).toBe('moderate');
  await setScenarioProfile(store, id, 'strict');
  await seedStore(store, {});
  expect((await light()).profile).toBe('strict');
});

it('one that is to be judged by none stays so too', async () => {
  const { store, light } = await seeded();
  await setScenarioProfile(store, (await light()).id, '');
  await seedStore(store, {});
  expect((await light()).profile).toBeUndefined();
});

it('one whose profile was deleted is judged by none', async () => {
  const { store, light } = await seeded();
  const mine = await saveProfile(store, {
    name: 'Mine',
    objectives: [{ metric: 'p95', max: 100 }],
  });
  await setScenarioProfile(store, (await light()).id, mine.slug);
  await deleteProfile(store, mine.id);
  await seedStore(store, {});
  expect((await light()).profile).toBeUndefined();
});

it('refuses a profile or a scenario that is not there', async () => {
  const { store, light } = await seeded();
  const unknown = await errorOf(setScenarioProfile(store, (await light()).id, 'lenient'));
  expect(unknown.problems[0]?.path).toBe('profile');
  expect((await errorOf(setScenarioProfile(store, 999, 'strict'))).code).toBe('not-found');
});
