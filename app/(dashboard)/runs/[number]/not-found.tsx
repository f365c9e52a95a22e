import { NotFoundPage } from '@/components/ui/figures';

export default function RunNotFound() {
  return (
    <NotFoundPage title="Run not found" href="/runs" link="View all runs">
      It may have been deleted, or the number is wrong.
    </NotFoundPage>
  );
}
