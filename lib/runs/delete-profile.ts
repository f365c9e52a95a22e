import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';

/** Deletes an SLA profile; scenarios that used it are judged by none. Runs keep what they were judged by. */
export async function deleteProfile({ prisma }: Store, id: number): Promise<void> {
  const profile = await prisma.slaProfile.findUnique({ where: { id } });
  if (profile === null) throw new PlimsollError('not-found', `There is no profile ${id}.`);
  if (profile.builtIn)
    throw new PlimsollError(
      'conflict',
      `${profile.name} is built in: change it, or leave it unused.`,
    );
  const { slug } = profile;
  await prisma.$transaction([
    prisma.scenario.updateMany({ where: { profile: slug }, data: { profile: '' } }),
    prisma.slaProfile.delete({ where: { id } }),
  ]);
}
