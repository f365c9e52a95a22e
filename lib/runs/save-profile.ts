import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { slaProfileSchema } from '@/lib/profiles/model';
import { profileView } from '@/lib/profiles/profiles';
import { freeSlug } from '@/lib/store/free-slug';
import type { Store } from '@/lib/store/open-store';
import { parseInput } from './parse-input';
import type { ProfileView } from './profile-view';

const schema = slaProfileSchema.extend({ id: z.int().optional() });
const REFUSED = 'The profile is not valid.';

/**
 * Adds an SLA profile or changes one: its version rises when its objectives change; runs keep what they
 * were judged by. Throws `invalid-input` with every problem, or `not-found`.
 */
export async function saveProfile(store: Store, input: unknown): Promise<ProfileView> {
  const { prisma } = store;
  const { id, name, description, objectives } = parseInput(schema, input, REFUSED);
  const taken = await prisma.slaProfile.findUnique({ where: { name } });
  if (taken !== null && taken.id !== id)
    throw new PlimsollError('invalid-input', REFUSED, [
      { path: 'name', message: `is taken: there is a profile "${name}" already.` },
    ]);
  const content = { name, description, objectives: JSON.stringify(objectives) };
  if (id === undefined) {
    const isTaken = async (slug: string) =>
      (await prisma.slaProfile.count({ where: { slug } })) > 0;
    const slug = await freeSlug(name, 'profile', isTaken);
    return profileView(await prisma.slaProfile.create({ data: { ...content, slug } }), 0);
  }
  const present = await prisma.slaProfile.findUnique({ where: { id } });
  if (present === null) throw new PlimsollError('not-found', `There is no profile ${id}.`);
  const version = present.version + (present.objectives === content.objectives ? 0 : 1);
  const saved = await prisma.slaProfile.update({ where: { id }, data: { ...content, version } });
  return profileView(saved, await prisma.scenario.count({ where: { profile: saved.slug } }));
}
