import { PageHeader } from '@/components/ui/page';
import { Loading, Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export default function OverviewLoading() {
  return (
    <>
      <Loading what="overview" />
      <PageHeader title="Overview" />
      <Skeleton className="mb-6 h-6 w-[min(56ch,100%)]" />
      <div aria-hidden="true" className="mt-10 instrument md:grid-cols-2 xl:grid-cols-3">
        {[0, 1, 2, 3, 4, 5].map((card) => (
          <div key={card} className="h-[252px] p-4">
            <Skeleton className="h-4 w-28" />
            <Skeleton className="mt-4 h-3 w-48" />
            <Skeleton className="mt-8 h-9" />
          </div>
        ))}
      </div>
      <SkeletonRows rows={9} className="mt-10" />
    </>
  );
}
