'use client';

import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Quantity } from '@/components/ui/figures';
import { Section } from '@/components/ui/page';
import { useIsPrinted } from '@/components/ui/print';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import {
  certaintyLabel,
  generatorErrorLabel,
  PERCENTILE_LABELS,
} from '@/components/verdict/certainty';
import { Percentile } from '@/components/verdict/percentile';
import { latency } from '@/lib/core/duration';
import { count, percent, rate } from '@/lib/core/number';
import { intendedShare } from '@/lib/plan/figures';
import type { EndpointSummary, JudgedPercentile, PercentileCertainty } from '@/lib/runs/model';
import type { LatencySummary } from '@/lib/stats/histogram';
import { endpointColor, shortEndpoint } from '../charts/run-series';
import { useRun } from '../live/run-context';

/** Each endpoint's part in the run. Response time is from the intended start, service time from the actual one. */
export function EndpointTable() {
  const { plan, state } = useRun();
  const { endpoints, totals } = state;
  if (endpoints.length === 0) return null;
  return (
    <Section title="Endpoints">
      <Table className="as-list">
        <thead>
          <tr>
            <Th>Endpoint</Th>
            <Th className={numeric}>Requests</Th>
            <Th className={clsx(numeric, minor)}>Share (planned)</Th>
            <Th className={clsx(numeric, minor)}>Skipped</Th>
            <Th className={numeric}>Error rate</Th>
            <Th className={clsx(numeric, minor)}>Errors (Locust rules)</Th>
            <Th className={clsx(numeric, minor)}>Rate</Th>
            <Th className={clsx(numeric, minor)}>p50</Th>
            <Th className={numeric}>p95</Th>
            <Th className={clsx(numeric, minor)}>p99</Th>
            <Th className={clsx(numeric, minor)}>Max</Th>
            <Th className={clsx(numeric, minor)}>Service p95</Th>
          </tr>
        </thead>
        {endpoints.map((endpoint, index) => (
          <EndpointRows
            key={endpoint.name}
            endpoint={endpoint}
            color={endpointColor(endpoint.name, index)}
            share={totals.requests > 0 ? endpoint.requests / totals.requests : undefined}
            intended={intendedShare(plan, endpoint.name)}
          />
        ))}
      </Table>
    </Section>
  );
}

interface EndpointRowsProps {
  endpoint: EndpointSummary;
  color: string;
  share: number | undefined;
  intended: number | undefined;
}

function EndpointRows({ endpoint, color, share, intended }: EndpointRowsProps) {
  const { response, service, certainty } = endpoint;
  const printed = useIsPrinted();
  const [opened, setOpen] = useState(false);
  const open = opened || printed;
  const id = useId();
  return (
    <tbody>
      <tr className={rowLine}>
        <Td>
          {printed ? (
            <EndpointName name={endpoint.name} color={color} />
          ) : (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={id}
              title={`${endpoint.name}: percentile intervals`}
              onClick={() => setOpen(!open)}
              className="-mx-1.5 flex h-7 items-center gap-2 rounded-md px-1.5 hover:bg-hover max-sm:h-9"
            >
              <EndpointName name={endpoint.name} color={color} />
              <ChevronRight
                aria-hidden="true"
                className={clsx(
                  'size-3.5 text-ink-3 transition-transform duration-150',
                  open && 'rotate-90',
                )}
              />
            </button>
          )}
        </Td>
        <Td className={clsx(numeric, 'max-sm:order-2 max-sm:text-left')} label="requests">
          {count(endpoint.requests)}
        </Td>
        <Td className={clsx(numeric, minor)}>
          <Quantity of={percent(share)} />
          {intended !== undefined && (
            <span className="text-ink-3"> ({Math.round(intended * 100)})</span>
          )}
        </Td>
        <Td className={clsx(numeric, minor)}>{count(endpoint.skipped)}</Td>
        <Td className={clsx(numeric, 'max-sm:order-3')} label="errors">
          <Quantity of={percent(endpoint.failureRate)} />
        </Td>
        <Td className={clsx(numeric, minor)}>{count(endpoint.locustFailures)}</Td>
        <Td className={clsx(numeric, minor)}>
          <Quantity of={rate(endpoint.requestsPerSecond)} />
        </Td>
        <Td className={clsx(numeric, minor)}>
          <Percentile ms={response.p50Ms} certainty={certainty?.p50} />
        </Td>
        <Td className={clsx(numeric, 'max-sm:order-1')} label="p95">
          <Percentile ms={response.p95Ms} certainty={certainty?.p95} />
        </Td>
        <Td className={clsx(numeric, minor)}>
          <Percentile ms={response.p99Ms} certainty={certainty?.p99} />
        </Td>
        <Td className={clsx(numeric, minor)}>
          <Quantity of={latency(response.maxMs)} />
        </Td>
        <Td className={clsx(numeric, minor)}>
          <Quantity of={latency(service.p95Ms)} />
        </Td>
      </tr>
      {open && (
        <tr id={id}>
          <Td
            colSpan={12}
            className="bg-well whitespace-normal! max-sm:order-9 max-sm:col-span-2 max-sm:px-3!"
          >
            <EndpointCertainty endpoint={endpoint} />
          </Td>
        </tr>
      )}
    </tbody>
  );
}

function EndpointName({ name, color }: { name: string; color: string }) {
  return (
    <span className="flex items-center gap-2">
      <svg width="8" height="8" aria-hidden="true" className="shrink-0">
        <circle cx="4" cy="4" r="4" fill={color} />
      </svg>
      <span className="font-mono text-xs">{shortEndpoint(name)}</span>
    </span>
  );
}

const MS: Record<JudgedPercentile, keyof LatencySummary> = {
  p50: 'p50Ms',
  p90: 'p90Ms',
  p95: 'p95Ms',
  p99: 'p99Ms',
  p999: 'p999Ms',
};

/** An endpoint's percentiles, each with how sure it is, and those of its successes and failures apart. */
function EndpointCertainty({ endpoint }: { endpoint: EndpointSummary }) {
  const { response, certainty, latencies } = endpoint;
  return (
    <div className="flex flex-col gap-3 py-2">
      <p className="text-xs text-ink-3">
        {certainty === undefined
          ? 'Response time percentiles. 95\u202f% intervals are available when the run ends.'
          : 'Response time percentiles with 95\u202f% intervals.'}
      </p>
      <PercentileList
        latencyMs={(percentile) => response[MS[percentile]]}
        certainty={certainty}
        notes={(percentile) => [
          intervalOf(certainty?.[percentile]),
          generatorErrorLabel(
            response[MS[percentile]],
            latencies?.all.response.low?.[MS[percentile]],
          ),
        ]}
      />
      {latencies?.failed !== undefined && (
        <>
          <p className="text-xs text-ink-3">
            {`Successful requests (${count(latencies.successful?.response.measured.samples ?? 0)})`}
          </p>
          <PercentileList
            latencyMs={(percentile) => latencies.successful?.response.measured[MS[percentile]]}
          />
          <p className="text-xs text-ink-3">
            {`Requests with errors, timeouts included (${count(latencies.failed.response.measured.samples)})`}
          </p>
          <PercentileList
            latencyMs={(percentile) => latencies.failed?.response.measured[MS[percentile]]}
          />
        </>
      )}
    </div>
  );
}

interface PercentileListProps {
  latencyMs: (percentile: JudgedPercentile) => number | undefined;
  certainty?: EndpointSummary['certainty'];
  notes?: (percentile: JudgedPercentile) => (string | undefined)[];
}

function PercentileList({ latencyMs, certainty, notes = () => [] }: PercentileListProps) {
  return (
    <dl className="grid grid-cols-[auto_auto_1fr] gap-x-4 gap-y-1 text-sm sm:flex sm:flex-wrap sm:gap-x-10">
      {(Object.keys(PERCENTILE_LABELS) as JudgedPercentile[]).map((percentile) => (
        <div
          key={percentile}
          className="max-sm:col-span-3 max-sm:grid max-sm:grid-cols-subgrid max-sm:items-baseline"
        >
          <dt className="text-xs text-ink-3">{PERCENTILE_LABELS[percentile]}</dt>
          <dd className="nums max-sm:col-span-2 max-sm:grid max-sm:grid-cols-subgrid max-sm:items-baseline">
            <Percentile ms={latencyMs(percentile)} certainty={certainty?.[percentile]} />
            {notes(percentile).map(
              (note) =>
                note !== undefined && (
                  <span key={note} className="block text-xs text-ink-3 max-sm:col-start-2">
                    {note}
                  </span>
                ),
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function intervalOf(certainty: PercentileCertainty | undefined): string {
  return (certainty && certaintyLabel(certainty)) ?? '';
}
