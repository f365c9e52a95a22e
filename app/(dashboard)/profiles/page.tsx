import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { deleteProfileAction } from '@/app/actions/profiles';
import { May } from '@/components/access/may';
import { ProfileList } from '@/components/profiles/profile-list';
import { ButtonLink } from '@/components/ui/button';
import { Lead, PageHeader } from '@/components/ui/page';
import { listProfiles } from '@/lib/profiles/profiles';

export const metadata: Metadata = { title: 'Objectives' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  const profiles = await listProfiles(await pageStore());
  return (
    <>
      <PageHeader
        title="Objectives"
        action={
          <May scope="plans:edit">
            <ButtonLink href="/profiles/new" variant="primary">
              New profile
            </ButtonLink>
          </May>
        }
      />
      <Lead>
        A profile is a set of objectives: the limits a run is evaluated against when it ends.
      </Lead>
      <ProfileList profiles={profiles} remove={deleteProfileAction} />
    </>
  );
}
