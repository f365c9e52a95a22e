import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { saveProfileAction } from '@/app/actions/profiles';
import { ProfileForm } from '@/components/profiles/profile-form';
import { PageHeader } from '@/components/ui/page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { listProfiles } from '@/lib/profiles/profiles';

export const metadata: Metadata = { title: 'New profile' };
export const dynamic = 'force-dynamic';

/** An empty one, or with `?from=2` a copy of another. */
export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const store = await pageStore('plans:edit');
  const from = (await paramsOf(searchParams)).get('from');
  const profiles = from === null ? [] : await listProfiles(store);
  const like = profiles.find(({ id }) => String(id) === from);
  return (
    <>
      <PageHeader title={like === undefined ? 'New profile' : `Copy of ${like.name}`} />
      <ProfileForm
        profile={like && { ...like, id: undefined, name: `${like.name} copy` }}
        save={saveProfileAction}
      />
    </>
  );
}
