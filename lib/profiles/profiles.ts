import type { Objective } from '@/lib/plan/objective';
import type { ProfileView } from '@/lib/runs/profile-view';
import type { SlaProfile } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

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

export function profileView(profile: SlaProfile, scenarios: number): ProfileView {
  const { id, slug, name, description, version, builtIn } = profile;
  const objectives = JSON.parse(profile.objectives) as Objective[];
  return { id, slug, name, description, version, builtIn, objectives, scenarios };
}
