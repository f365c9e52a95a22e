'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Th } from './table';

export interface Sorting {
  by: string;
  descending: boolean;
}

interface SortThProps {
  column: string;
  label: string;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  /** Names sort from A, numbers from the largest. */
  ascendingFirst?: boolean;
  className?: string;
}

/** A column head that sorts; pressed again, it turns round. */
export function SortTh(props: SortThProps) {
  const { column, label, sorting, onSort, ascendingFirst = false, className } = props;
  const active = sorting.by === column;
  const Arrow = sorting.descending ? ArrowDown : ArrowUp;
  return (
    <Th
      className={className}
      aria-sort={active ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        onClick={() =>
          onSort({ by: column, descending: active ? !sorting.descending : !ascendingFirst })
        }
        className={clsx(
          '-mx-1 inline-flex h-6 items-center gap-0.5 rounded-sm px-1 font-medium hover:bg-hover hover:text-ink',
          className?.includes('text-right') && 'flex-row-reverse',
          active && 'text-ink',
        )}
      >
        {label}
        <Arrow className={clsx('size-3', !active && 'invisible')} aria-hidden="true" />
      </button>
    </Th>
  );
}
