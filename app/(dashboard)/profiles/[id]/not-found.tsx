import { NotFoundPage } from '@/components/ui/figures';

export default function ProfileNotFound() {
  return (
    <NotFoundPage title="There is no such profile" href="/profiles" link="See all profiles">
      It may have been deleted. Runs keep what they were judged by.
    </NotFoundPage>
  );
}
