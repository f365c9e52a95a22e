import type { Metadata } from 'next';
import { saveProfileAction } from '@/app/actions/save-profile';
import { ProfileForm } from '@/components/profiles/profile-form';
import { PageHeader } from '@/components/ui/page-header';

export const metadata: Metadata = { title: 'New profile' };

export default function Page() {
  return (
    <>
      <PageHeader title="New profile" />
      <ProfileForm save={saveProfileAction} />
    </>
  );
}
