import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import { freeSlug } from '@/lib/store/free-slug';
import type { SlaProfile } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { objectivesOf } from '@/lib/store/rows';
import { type ProfileView, slaProfileSchema } from './model';

/** All SLA profiles: those that every installation has first. */
export async function listProfiles({ prisma }: Store): Promise<ProfileView[]> {
  const profiles = await prisma.slaProfile.findMany({
    orderBy: [{ builtIn: 'desc' }, { id: 'asc' }],
  });
  const used = await prisma.scenario.groupBy({ by: ['profile'], _count: true });
  return profiles.map((profile) =>
    profileView(profile, used.find(({ profile: slug }) => slug === profile.slug)?._count ?? 0),
  );
}

function profileView(profile: SlaProfile, scenarios: number): ProfileView {
  const { id, slug, name, description, version, builtIn } = profile;
  const objectives = objectivesOf(profile);
  return { id, slug, name, description, version, builtIn, objectives, scenarios };
}

/** The profile of that slug, name or id. Throws `invalid-input` that names those there are. */
export async function findProfile(
  { prisma }: Store,
  key: string | number,
  message: string,
): Promise<SlaProfile> {
  const profile = await prisma.slaProfile.findFirst({
    where: typeof key === 'number' ? { id: key } : { OR: [{ slug: key }, { name: key }] },
  });
  if (profile !== null) return profile;
  const known = await prisma.slaProfile.findMany({ orderBy: { id: 'asc' } });
  const slugs = known.map(({ slug }) => slug).join(', ');
  throw new PlimsollError('invalid-input', message, [
    { path: 'profile', message: `"${key}" does not exist. Available: ${slugs || 'none'}.` },
  ]);
}

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
      { path: 'name', message: `is already taken by another profile.` },
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

/** Deletes an SLA profile; scenarios that used it are judged by none. Runs keep what they were judged by. */
export async function deleteProfile({ prisma }: Store, id: number): Promise<void> {
  const profile = await prisma.slaProfile.findUnique({ where: { id } });
  if (profile === null) throw new PlimsollError('not-found', `There is no profile ${id}.`);
  if (profile.builtIn)
    throw new PlimsollError('conflict', `${profile.name} is built in and cannot be deleted.`);
  const { slug } = profile;
  await prisma.$transaction([
    prisma.scenario.updateMany({ where: { profile: slug }, data: { profile: '' } }),
    prisma.slaProfile.delete({ where: { id } }),
  ]);
}
