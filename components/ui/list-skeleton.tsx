import { PageHeader } from './page';
import { Loading, Skeleton } from './skeleton';

interface ListSkeletonProps {
  title: string;
  what: string;
  rows: number;
}

/** A page of tall rows, before they are there. */
export function ListSkeleton({ title, what, rows }: ListSkeletonProps) {
  return (
    <>
      <Loading what={what} />
      <PageHeader title={title} />
      <Skeleton className="mb-6 h-6 w-96 max-w-full" />
      <div aria-hidden="true" className="instrument">
        {Array.from({ length: rows }, (_, row) => row).map((row) => (
          <div key={row} className="h-[70px] px-4 py-4">
            <Skeleton className="h-4 w-32" />
            <Skeleton className="mt-2 h-3 w-64" />
          </div>
        ))}
      </div>
    </>
  );
}
