import { NotFoundPage } from '@/components/ui/figures';

export default function ProfileNotFound() {
  return (
    <NotFoundPage title="Profile not found" href="/profiles" link="View all profiles">
      It may have been deleted. Runs keep the objectives they were evaluated against.
    </NotFoundPage>
  );
}
