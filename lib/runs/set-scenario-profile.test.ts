import { expect, it } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { openTestStore } from '@/lib/testing/open-test-store';
import { deleteProfile } from './delete-profile';
import { getScenario } from './get-scenario';
import { saveProfile } from './save-profile';
import { seedStore } from './seed-store';
import { setScenarioProfile } from './set-scenario-profile';

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
