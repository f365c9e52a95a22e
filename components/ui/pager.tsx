'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { count } from '@/lib/format/number';
import { Button } from './button';

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
        {count(from)} to {count(to)} of {count(total)} {what}
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
