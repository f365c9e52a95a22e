'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState, useTransition } from 'react';
import { compareHref } from '@/components/compare/compare-href';
import { Button, ButtonLink } from '@/components/ui/button';
import { Select } from '@/components/ui/forms/field';
import { changedQuery } from '@/components/ui/hooks';
import { Empty } from '@/components/ui/page';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { Th } from '@/components/ui/table';
import { Pager, type Sorting, SortTh } from '@/components/ui/table-controls';
import { hasEnded, type RunListItem, type RunListPage } from '@/lib/runs/model';
import type { RunActions } from '../run-actions';
import { RunFilters } from './run-filters';
import { isFiltered, runQuery } from './run-query';
import { RUN_COLUMNS, RunTable } from './run-table';

interface HistoryProps {
  history: RunListPage;
  actions: Pick<RunActions, 'edit' | 'remove'>;
}

/** The history; what it shows is all in the page's query string. */
export function History({ history, actions }: HistoryProps) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const [pending, startTransition] = useTransition();
  const { selected, ...selection } = useSelection();
  const query = runQuery(params);
  const sorting = { by: query.sort ?? 'number', descending: query.descending ?? true };

  function change(changes: Record<string, string | undefined>) {
    const next = changedQuery(params, { page: undefined, ...changes });
    startTransition(() =>
      router.replace(next === '' ? path : `${path}?${next}`, { scroll: false }),
    );
  }

  function sortBy({ by, descending }: Sorting) {
    change({ sort: by, order: descending ? undefined : 'asc' });
  }

  return (
    <>
      <RunFilters query={query} facets={history.facets} onChange={change} />
      <PhoneSort sorting={sorting} onSort={sortBy} />
      {history.items.some((run) => !hasEnded(run.status)) && <RefreshEvery seconds={3} />}
      <div className={clsx('transition-opacity duration-150', pending && 'opacity-60')}>
        {history.items.length === 0 ? (
          <Empty
            title="No matching runs"
            action={
              isFiltered(query) && (
                <Button onClick={() => startTransition(() => router.replace(path))}>
                  Show all runs
                </Button>
              )
            }
          >
            Search covers name, note, scenario, target, label and number.
          </Empty>
        ) : (
          <>
            <RunTable
              runs={history.items}
              actions={actions}
              selection={{ selected, ...selection }}
              heads={RUN_COLUMNS.map(({ sort, label, className }) =>
                sort === undefined ? (
                  <Th key={label} className={className}>
                    {label}
                  </Th>
                ) : (
                  <SortTh
                    key={label}
                    column={sort}
                    label={label}
                    className={className}
                    ascendingFirst={sort === 'target'}
                    sorting={sorting}
                    onSort={sortBy}
                  />
                ),
              )}
            />
            <Pager
              page={history.page}
              pageSize={history.pageSize}
              total={history.total}
              what="runs"
              onPage={(page) => change({ page: page === 1 ? undefined : String(page) })}
            />
          </>
        )}
      </div>
      <CompareBar selected={selected} onClear={selection.clear} />
    </>
  );
}

interface CompareBarProps {
  selected: ReadonlySet<number>;
  onClear: () => void;
}

/** What can be done with the selected runs; it stays in sight while there are any. The oldest is the reference. */
function CompareBar({ selected, onClear }: CompareBarProps) {
  if (selected.size === 0) return null;
  const numbers = [...selected].sort((a, b) => a - b);
  return (
    <section
      aria-label="Selected runs"
      className="enter sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-paper px-3 py-2 shadow-[0_8px_24px_#0002] max-sm:bottom-18"
    >
      <span className="nums text-sm text-ink-2">
        {numbers.length === 1
          ? `Run ${numbers[0]} selected. Select another to compare.`
          : `Runs ${numbers.join(', ')}`}
      </span>
      {numbers.length > 1 && (
        <ButtonLink href={compareHref({ keys: numbers.map(String) })} variant="primary">
          Compare {numbers.length} runs
        </ButtonLink>
      )}
      <Button variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}

interface PhoneSortProps {
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}

/** Sorting where the table is a list and has no heads to press. */
function PhoneSort({ sorting, onSort }: PhoneSortProps) {
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
        aria-label={
          sorting.descending ? 'Descending; switch to ascending' : 'Ascending; switch to descending'
        }
        onClick={() => onSort({ ...sorting, descending: !sorting.descending })}
      >
        <Arrow className="size-4" aria-hidden="true" />
      </Button>
    </div>
  );
}

const MAX_RUNS = 5;

/** Which runs of the history are to be compared, over all of its pages, in the order they were selected. */
function useSelection() {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  return {
    selected,
    clear: () => setSelected(new Set()),
    onSelect: (number: number) => {
      const next = new Set(selected);
      if (!next.delete(number)) next.add(number);
      setSelected(next);
    },
    refused: (run: RunListItem): string | undefined => {
      if (!hasEnded(run.status)) return 'This run has not ended yet.';
      if (!run.requests) return 'This run sent no requests.';
      if (selected.size >= MAX_RUNS && !selected.has(run.number))
        return `You can compare up to ${MAX_RUNS} runs.`;
      return undefined;
    },
  };
}
