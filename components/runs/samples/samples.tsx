'use client';

import clsx from 'clsx';
import { Button } from '@/components/ui/button';
import { useQuery } from '@/components/ui/hooks';
import { Notice } from '@/components/ui/notice';
import { Pager } from '@/components/ui/pager';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { type Sorting, SortTh } from '@/components/ui/table-controls';
import { hasEnded } from '@/lib/plan/run-status';
import { useRun } from '../run-context';
import { SampleRow } from '../sample-rows';
import { SampleFilters } from './sample-filters';
import { SAMPLE_PAGE_SIZE, sampleQuery } from './sample-query';
import { type FindSamples, useSamples } from './use-samples';

/** Single requests: the slowest, the failed, or whatever the query string asks for. */
export function Samples({ find }: { find: FindSamples }) {
  const { number, state } = useRun();
  const { params, change } = useQuery();
  const query = sampleQuery(params);
  const { page, failed, pending, askAgain } = useSamples(find, number, query);
  const sorting: Sorting = { by: query.sort ?? 'response', descending: query.descending ?? true };
  const sort = ({ by, descending }: Sorting) =>
    change({ sort: by, order: descending ? undefined : 'asc', page: undefined });
  const heads = { sorting, onSort: sort };
  return (
    <Section
      id="samples"
      title="Samples"
      note="Every request is kept."
      action={
        <>
          <Button
            size="sm"
            onClick={() =>
              change({ outcome: 'failed', sort: 'time', order: 'asc', page: undefined })
            }
          >
            Failed
          </Button>
          <Button
            size="sm"
            onClick={() =>
              change({ outcome: undefined, sort: undefined, order: undefined, page: undefined })
            }
          >
            Slowest
          </Button>
          {!hasEnded(state.status) && (
            <Button size="sm" onClick={askAgain}>
              Refresh
            </Button>
          )}
        </>
      }
    >
      <SampleFilters
        query={query}
        endpoints={state.endpoints.map((endpoint) => endpoint.name)}
        onChange={change}
      />
      {failed && (
        <Notice tone="fail" role="alert" title="The samples could not be read.">
          <Button size="sm" className="mt-1" onClick={askAgain}>
            Try again
          </Button>
        </Notice>
      )}
      {page === undefined && !failed && <SkeletonRows rows={SAMPLE_PAGE_SIZE + 1} />}
      {page !== undefined && (
        <div className={clsx('transition-opacity duration-150', pending && 'opacity-60')}>
          <Table aria-busy={pending} className="as-list">
            <thead>
              <tr>
                <Th className={clsx(numeric, minor)}>No.</Th>
                <SortTh column="time" label="At" ascendingFirst className={numeric} {...heads} />
                <Th>Endpoint</Th>
                <Th>Outcome</Th>
                <Th className={clsx(numeric, minor)}>Sent late by</Th>
                <SortTh
                  column="service"
                  label="Service"
                  className={clsx(numeric, minor)}
                  {...heads}
                />
                <SortTh column="response" label="Response" className={numeric} {...heads} />
                {page.traced && <Th>Trace</Th>}
              </tr>
            </thead>
            <tbody>
              {page.items.map((sample) => (
                <SampleRow key={sample.sequence} sample={sample} traced={page.traced} />
              ))}
              {page.items.length === 0 && (
                <tr className={rowLine}>
                  <Td colSpan={page.traced ? 8 : 7} className="py-6 text-center text-ink-2">
                    No sample is like that.
                  </Td>
                </tr>
              )}
            </tbody>
          </Table>
          <Pager
            page={page.page}
            pageSize={page.pageSize}
            total={page.total}
            what="samples"
            onPage={(next) => change({ page: next === 1 ? undefined : String(next) })}
          />
        </div>
      )}
    </Section>
  );
}
