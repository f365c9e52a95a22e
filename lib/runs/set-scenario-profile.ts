import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { findProfile } from './find-profile';

/**
 * By which SLA profile a scenario's runs are judged from now on; '' is none, and is kept as '': null is a
 * built-in scenario to which its own profile has not been given yet. Built-in ones may be changed too.
 */
export async function setScenarioProfile(store: Store, id: number, slug: string): Promise<void> {
  const profile =
    slug === '' ? '' : (await findProfile(store, slug, 'The scenario cannot be changed.')).slug;
  const { count } = await store.prisma.scenario.updateMany({ where: { id }, data: { profile } });
  if (count === 0) throw new PlimsollError('not-found', `There is no scenario ${id}.`);
}
