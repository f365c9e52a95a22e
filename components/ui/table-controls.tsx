'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react';
import { count } from '@/lib/core/number';
import { Button } from './button';
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

interface PagerProps {
  page: number;
  pageSize: number;
  total: number;
  /** "runs", "samples". */
  what: string;
  onPage: (page: number) => void;
}

export function Pager({ page, pageSize, total, what, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <nav aria-label={`Pages of ${what}`} className="mt-2 flex items-center gap-2">
      <p className="nums text-sm text-ink-3">
        {count(from)}–{count(to)} of {count(total)} {what}
      </p>
      <div className="ml-auto flex gap-1">
        <Button
          size="sm"
          square
          aria-label="Previous page"
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        >
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <Button
          size="sm"
          square
          aria-label="Next page"
          disabled={page >= pages}
          onClick={() => onPage(page + 1)}
        >
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </div>
    </nav>
  );
}
