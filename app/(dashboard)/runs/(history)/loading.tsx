import { PageHeader } from '@/components/ui/page';
import { Loading, Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export default function RunsLoading() {
  return (
    <>
      <Loading what="runs" />
      <PageHeader title="Runs" />
      <Skeleton className="mb-6 h-6 w-80" />
      <Skeleton className="mb-3 h-8 w-64" />
      <SkeletonRows rows={16} />
    </>
  );
}
