'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import type { Sorting } from '@/components/ui/table-controls';
import { RUN_COLUMNS } from './history/run-table';

interface PhoneSortProps {
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}

/** Sorting where the table is a list and has no heads to press. */
export function PhoneSort({ sorting, onSort }: PhoneSortProps) {
  const Arrow = sorting.descending ? ArrowDown : ArrowUp;
  return (
    <div className="mb-3 flex gap-2 sm:hidden">
      <Select
        aria-label="Sort by"
        className="flex-1"
        value={sorting.by}
        onChange={(event) => onSort({ ...sorting, by: event.target.value })}
      >
        {RUN_COLUMNS.map(
          ({ sort, label }) =>
            sort !== undefined && (
              <option key={sort} value={sort}>
                Sort by {label}
              </option>
            ),
        )}
      </Select>
      <Button
        square
        aria-label={sorting.descending ? 'Largest first; turn round' : 'Smallest first; turn round'}
        onClick={() => onSort({ ...sorting, descending: !sorting.descending })}
      >
        <Arrow className="size-4" aria-hidden="true" />
      </Button>
    </div>
  );
}
