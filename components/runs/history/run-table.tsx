import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Quantity } from '@/components/ui/figures';
import { Checkbox } from '@/components/ui/forms/field';
import { Instant } from '@/components/ui/instant';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { VerdictBadge } from '@/components/verdict/verdict-badge';
import { latency, span } from '@/lib/core/duration';
import { count, percent, rate } from '@/lib/core/number';
import type { RunListItem } from '@/lib/runs/model';
import type { RunActions } from '../run-actions';
import { RunMenu } from '../run-menu';
import { runName, StatusBadge } from '../status-badge';

interface RunTableProps {
  runs: readonly RunListItem[];
  actions?: Pick<RunActions, 'edit' | 'remove'>;
  /** Runs may be selected; those that may not be have a reason. */
  selection?: RunSelection;
  /** Sortable heads in the place of the plain ones: the same columns in the same order. */
  heads?: ReactNode;
}

interface RunSelection {
  selected: ReadonlySet<number>;
  onSelect: (number: number) => void;
  /** Why a run cannot be selected, where it cannot. */
  refused: (run: RunListItem) => string | undefined;
}

export const RUN_COLUMNS = [
  { sort: 'number', label: 'Run', className: '' },
  { sort: undefined, label: 'Status', className: '' },
  { sort: 'target', label: 'Target', className: minor },
  { sort: 'started', label: 'Started', className: minor },
  { sort: 'duration', label: 'Duration', className: clsx(numeric, minor) },
  { sort: undefined, label: 'Load', className: clsx(numeric, minor) },
  { sort: 'requests', label: 'Requests', className: clsx(numeric, minor) },
  { sort: 'rate', label: 'Rate', className: clsx(numeric, minor) },
  { sort: 'p95', label: 'p95', className: numeric },
  { sort: 'failureRate', label: 'Error rate', className: numeric },
] as const;

/** Runs, one a line. */
export function RunTable({ runs, actions, selection, heads }: RunTableProps) {
  return (
    <Table
      className={clsx(
        'as-list',
        actions && 'max-sm:[&_tbody_tr]:grid-cols-[minmax(0,1fr)_auto_auto]!',
      )}
    >
      <thead>
        <tr>
          {selection !== undefined && (
            <Th className="w-8 pr-0">
              <span className="sr-only">Compare</span>
            </Th>
          )}
          {heads ??
            RUN_COLUMNS.map(({ label, className }) => (
              <Th key={label} className={className}>
                {label}
              </Th>
            ))}
          {actions !== undefined && (
            <Th className="w-10">
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.number} run={run} actions={actions} selection={selection} />
        ))}
      </tbody>
    </Table>
  );
}

function RunRow({
  run,
  actions,
  selection,
}: { run: RunListItem } & Pick<RunTableProps, 'actions' | 'selection'>) {
  return (
    <tr className={clsx(rowLine, 'relative hover:bg-hover')}>
      {selection !== undefined && <CompareCell run={run} selection={selection} />}
      <Td className="max-w-80">
        <span className="flex min-w-0 items-center gap-2 max-sm:flex-wrap max-sm:gap-y-0">
          <TextLink
            href={`/runs/${run.number}`}
            prefetch={false}
            className="truncate font-medium text-ink! no-underline! before:absolute before:inset-0"
          >
            <span className="nums inline-block min-w-[3ch] pr-1 text-ink-3 sm:text-right">
              {run.number}
            </span>{' '}
            {runName(run)}
          </TextLink>
          {run.name !== undefined && (
            <span className="truncate text-xs text-ink-3 max-sm:hidden">{run.scenario}</span>
          )}
          {run.suiteId !== undefined && (
            <TextLink
              href={`/suites/${run.suiteId}`}
              prefetch={false}
              className="relative text-xs"
              aria-label={`Benchmark run of suite ${run.suiteId}`}
            >
              suite {run.suiteId}
            </TextLink>
          )}
          {run.searchId !== undefined && (
            <TextLink
              href={`/capacity/searches/${run.searchId}`}
              prefetch={false}
              className="relative text-xs"
              aria-label={`Step of search ${run.searchId}`}
            >
              search {run.searchId}
            </TextLink>
          )}
          {run.source !== undefined && <Badge>{run.source}</Badge>}
          {run.isBaseline && <Badge>baseline</Badge>}
          {run.labels.map((label) => (
            <Badge key={label}>{label}</Badge>
          ))}
        </span>
      </Td>
      <Td className="max-sm:order-2">
        <span className="flex items-center gap-2">
          <StatusBadge {...run} />
          {run.verdict !== undefined && <VerdictBadge verdict={run.verdict} />}
          <span className="text-xs text-ink-3 sm:hidden">
            <Instant iso={run.startedAt ?? run.queuedAt} relative />
          </span>
        </span>
      </Td>
      <Td className={clsx(minor, 'max-w-44 truncate text-ink-2')}>{run.target}</Td>
      <Td className={minor}>
        <Instant iso={run.startedAt} relative />
      </Td>
      <Td className={clsx(numeric, minor)}>{span(run.durationMs)}</Td>
      <Td className={clsx(numeric, minor)}>
        <PlannedLoad run={run} />
      </Td>
      <Td className={clsx(numeric, minor)}>{count(run.requests)}</Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={rate(run.requestsPerSecond)} />
      </Td>
      <Td className={clsx(numeric, 'max-sm:order-1')} label="p95">
        <Quantity of={latency(run.p95Ms)} />
      </Td>
      <Td className={clsx(numeric, 'max-sm:order-3')} label="errors">
        <Quantity of={percent(run.failureRate)} />
      </Td>
      {actions !== undefined && (
        <Td className="relative px-1! text-right max-sm:col-start-3 max-sm:row-span-2 max-sm:row-start-1">
          <RunMenu run={{ ...run, note: run.note ?? '' }} actions={actions} size="sm" />
        </Td>
      )}
    </tr>
  );
}

/** Users of a closed plan, arrivals per second of an open one. */
function PlannedLoad({ run }: { run: RunListItem }) {
  if (run.peakRate !== undefined) return <Quantity of={rate(run.peakRate)} />;
  return (
    <Quantity of={{ value: count(run.peakUsers), unit: run.peakUsers === 1 ? 'user' : 'users' }} />
  );
}

/** At phone width it stands at the end of the run's last line. */
function CompareCell({ run, selection }: { run: RunListItem; selection: RunSelection }) {
  const refused = selection.refused(run);
  return (
    <Td className="w-8 pr-0 max-sm:order-last max-sm:justify-self-end">
      <Checkbox
        className="relative z-1"
        aria-label={`Compare run ${run.number}`}
        title={refused}
        disabled={refused !== undefined}
        checked={selection.selected.has(run.number)}
        onChange={() => selection.onSelect(run.number)}
      />
    </Td>
  );
}
