import { NotFoundPage } from '@/components/ui/figures';

export default function TargetNotFound() {
  return (
    <NotFoundPage title="Target not found" href="/targets" link="View all targets">
      It may have been deleted. Its runs are kept.
    </NotFoundPage>
  );
}
