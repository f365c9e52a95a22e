import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';

/** Deletes one of the user's own scenarios. Its runs stay: each has its own copy of the plan. */
export async function deleteScenario(store: Store, id: number): Promise<void> {
  const scenario = await store.prisma.scenario.findUnique({ where: { id } });
  if (scenario === null) throw new PlimsollError('not-found', `There is no scenario ${id}.`);
  if (scenario.builtIn)
    throw new PlimsollError('conflict', `${scenario.name} is built in and cannot be deleted.`);
  await store.prisma.scenario.delete({ where: { id } });
}
