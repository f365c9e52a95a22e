import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';

/** Forgets a deployment that was marked by hand. Throws `not-found`. */
export async function removeDeployment({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.deployment.deleteMany({ where: { id } });
  if (count === 0) throw new PlimsollError('not-found', `There is no deployment ${id}.`);
}
