import { PlimsollError } from '@/lib/core/errors';
import type { SlaProfile } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

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
    { path: 'profile', message: `"${key}" does not exist. There are: ${slugs || 'none'}.` },
  ]);
}
