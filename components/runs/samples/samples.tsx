'use client';

import clsx from 'clsx';
import { Button } from '@/components/ui/button';
import { Quantity } from '@/components/ui/figures';
import { useQuery } from '@/components/ui/hooks';
import { Notice, Section } from '@/components/ui/page';
import { SkeletonRows } from '@/components/ui/skeleton';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { Pager, type Sorting, SortTh } from '@/components/ui/table-controls';
import { TextLink } from '@/components/ui/text-link';
import { clock, latency } from '@/lib/core/duration';
import { count } from '@/lib/core/number';
import { hasEnded, type SampleItem } from '@/lib/runs/model';
import { shortEndpoint } from '../charts/run-series';
import { useRun } from '../live/run-context';
import { outcomeLabel } from '../tables/outcome-labels';
import { SampleFilters } from './sample-filters';
import { SAMPLE_PAGE_SIZE, sampleQuery } from './sample-query';
import { type FindSamples, useSamples } from './use-samples';

/** Single requests: the slowest, the failed, or whatever the query string asks for. */
export function Samples({ find }: { find: FindSamples }) {
  const { number, state } = useRun();
  const { params, change } = useQuery();
  const query = sampleQuery(params);
  const { page, failed, pending, reload } = useSamples(find, number, query);
  const sorting: Sorting = { by: query.sort ?? 'response', descending: query.descending ?? true };
  const sort = ({ by, descending }: Sorting) =>
    change({ sort: by, order: descending ? undefined : 'asc', page: undefined });
  const heads = { sorting, onSort: sort };
  return (
    <Section
      id="samples"
      title="Samples"
      note="Every request is recorded."
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
            <Button size="sm" onClick={reload}>
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
        <Notice tone="fail" role="alert" title="Samples could not be loaded.">
          <Button size="sm" className="mt-1" onClick={reload}>
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
                <SortTh column="time" label="Time" ascendingFirst className={numeric} {...heads} />
                <Th>Endpoint</Th>
                <Th>Outcome</Th>
                <Th className={clsx(numeric, minor)}>Scheduling delay</Th>
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
                    No matching samples.
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

interface SampleRowProps {
  sample: SampleItem;
  /** With a cell for its trace. */
  traced: boolean;
}

function SampleRow({ sample, traced }: SampleRowProps) {
  const { error, outcome, trace } = sample;
  return (
    <tr className={rowLine}>
      <Td className={clsx(numeric, minor, 'text-ink-3')}>{count(sample.sequence)}</Td>
      <Td className={clsx(numeric, 'max-sm:order-2 max-sm:text-left')} label="time">
        {clock(sample.intendedMs, true)}
      </Td>
      <Td className="font-mono text-xs" title={sample.endpoint}>
        {shortEndpoint(sample.endpoint)}
      </Td>
      <Td
        className="max-w-96 truncate max-sm:order-3 max-sm:text-right"
        title={error && `${error.code} ${error.message}`}
      >
        {outcome === 'ok' ? (
          <span className="text-ink-2">ok</span>
        ) : (
          <>
            <span className={outcome === 'aborted' ? 'text-ink-2' : 'text-fail'}>
              {outcomeLabel(outcome)}
            </span>
            {error !== undefined && (
              <span className="text-ink-2 max-sm:hidden">
                {' '}
                <code className="font-mono text-xs">{error.code}</code> {error.message}
              </span>
            )}
          </>
        )}
      </Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={latency(sample.sendDelayMs)} />
      </Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={latency(sample.serviceMs)} />
      </Td>
      <Td className={clsx(numeric, 'font-medium max-sm:order-1')}>
        <Quantity of={latency(sample.responseMs)} />
      </Td>
      {traced && (
        <Td className="font-mono text-xs max-sm:order-4" label={trace && 'trace'} title={trace?.id}>
          {trace && <TraceLink id={trace.id} url={trace.url} />}
        </Td>
      )}
    </tr>
  );
}

/** Where it is not known where traces are shown, the whole id: it is to be copied. */
function TraceLink({ id, url }: NonNullable<SampleItem['trace']>) {
  if (url === undefined) return <span className="break-all text-ink-2 select-all">{id}</span>;
  return (
    <TextLink href={url} target="_blank" rel="noreferrer" aria-label={`Trace ${id}`}>
      {id.slice(-8)}
    </TextLink>
  );
}
