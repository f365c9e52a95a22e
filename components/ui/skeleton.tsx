import clsx from 'clsx';
import { PageHeader } from './page';

/** A grey stand-in of the real thing's size: give it that size by class name. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx('skeleton', className)} />;
}

export function SkeletonRows({ rows, className }: { rows: number; className?: string }) {
  return (
    <div aria-hidden="true" className={clsx('divide-y divide-line rounded-lg border', className)}>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-8 items-center gap-6 px-3">
          <div className="skeleton h-2.5 w-10" />
          <div className="skeleton h-2.5 w-40" />
          <div className="skeleton ml-auto h-2.5 w-16" />
          <div className="skeleton h-2.5 w-16 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}

/** Says to a screen reader that the page is on its way. */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="sr-only">
      Loading {what}.
    </p>
  );
}

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
