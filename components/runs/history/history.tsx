'use client';

import clsx from 'clsx';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { changedQuery } from '@/components/ui/hooks';
import { Pager } from '@/components/ui/pager';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { Th } from '@/components/ui/table';
import { type Sorting, SortTh } from '@/components/ui/table-controls';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunListPage } from '@/lib/runs/run-list';
import { CompareBar } from '../compare-bar';
import { PhoneSort } from '../phone-sort';
import type { RunActions } from '../run-actions';
import { useTicked } from '../use-ticked';
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
  const { ticked, ...selection } = useTicked();
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
            title="No run is like that."
            action={
              isFiltered(query) && (
                <Button onClick={() => startTransition(() => router.replace(path))}>
                  Show all runs
                </Button>
              )
            }
          >
            Search looks in name, note, scenario, target, label and number.
          </Empty>
        ) : (
          <>
            <RunTable
              runs={history.items}
              actions={actions}
              selection={{ ticked, ...selection }}
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
      <CompareBar ticked={ticked} onClear={selection.clear} />
    </>
  );
}
