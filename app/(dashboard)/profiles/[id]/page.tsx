import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { saveProfileAction } from '@/app/actions/profiles';
import { ProfileForm } from '@/components/profiles/profile-form';
import { PageHeader } from '@/components/ui/page';
import { listProfiles } from '@/lib/profiles/profiles';

export const metadata: Metadata = { title: 'Edit profile' };
export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const profiles = await listProfiles(await pageStore('plans:edit'));
  const profile = profiles.find((candidate) => String(candidate.id) === id) ?? notFound();
  return (
    <>
      <PageHeader title={`Edit ${profile.name}`} />
      <ProfileForm profile={profile} save={saveProfileAction} />
    </>
  );
}
