import clsx from 'clsx';
import type { ReactNode } from 'react';
import { gapBefore, type Quantity } from '@/lib/core/number';

interface StatProps {
  label: string;
  of: Quantity;
  /** A line under the number: what it is a part of, or what stands beside it. */
  note?: ReactNode;
  /** Too uncertain to be read like the others; the note says why. */
  faint?: boolean;
}

/** One key figure. Its cell keeps its size whatever the digits do. */
export function Stat({ label, of, note, faint = false }: StatProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 px-4 py-3 max-sm:px-3">
      <dt className="truncate text-xs text-ink-2">{label}</dt>
      <dd className="flex flex-col gap-0.5">
        <span
          className={clsx(
            'nums text-2xl font-[550] tracking-tight whitespace-nowrap max-sm:text-xl',
            faint && 'text-ink-3',
          )}
        >
          {of.value}
          <span className="text-base font-normal tracking-normal text-ink-3">
            {gapBefore(of.unit)}
            {of.unit}
          </span>
        </span>
        <span className="nums min-h-4 truncate text-xs text-ink-3">{note}</span>
      </dd>
    </div>
  );
}

export function StatRow({ children }: { children: ReactNode }) {
  return <dl className="instrument grid-cols-2 sm:grid-cols-3 xl:grid-cols-6">{children}</dl>;
}
