import { PageHeader } from '@/components/ui/page';
import { Loading, Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export default function SuiteLoading() {
  return (
    <>
      <Loading what="suites" />
      <PageHeader title="Suites" />
      <Skeleton className="mb-6 h-6 w-[min(56ch,100%)]" />
      <Skeleton className="h-32" />
      <SkeletonRows rows={14} className="mt-10" />
    </>
  );
}
