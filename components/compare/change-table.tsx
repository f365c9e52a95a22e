import clsx from 'clsx';
import { shortEndpoint } from '@/components/runs/charts/run-series';
import { Quantity } from '@/components/ui/figures';
import { Section } from '@/components/ui/page';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import type { CandidateChange, ComparedChange } from '@/lib/compare/model';
import { ChangeBadge } from './change-badge';
import {
  changeText,
  intervalText,
  METRIC_LABELS,
  metricValue,
  moreNeeded,
  shareLabel,
} from './change-labels';
import { inSentence } from './side-labels';

interface ChangeTableProps {
  /** Of the sides, by key. */
  names: Record<string, string>;
  /** The baseline's key. */
  baseline: string;
  changes: readonly CandidateChange[];
  margin: number;
  note?: string;
}

/** Every metric of all requests and of each endpoint: before, after, the change, and how sure it is. */
export function ChangeTable({ names, baseline, changes, margin, note }: ChangeTableProps) {
  const endpoints = [
    ...new Set(changes.flatMap(({ endpoints }) => endpoints.map(({ name }) => name))),
  ].sort();
  const nameOf = (key: string) => names[key] ?? key;
  return (
    <Section
      title="What changed"
      note={
        note ??
        `Ignoring changes under ${shareLabel(margin)}. 95 % intervals; verdicts corrected for multiple comparisons.`
      }
    >
      <Table>
        <thead>
          <tr>
            <Th>Metric</Th>
            <Th className={clsx(numeric, minor)}>{nameOf(baseline)}</Th>
            {changes.map(({ key }) => (
              <Th key={key} className={numeric}>
                {nameOf(key)}
              </Th>
            ))}
            {changes.length === 1 && (
              <>
                <Th className={numeric}>Change</Th>
                <Th className={clsx(numeric, minor)}>95 % interval</Th>
                <Th>Verdict</Th>
              </>
            )}
          </tr>
        </thead>
        {endpoints.map((name) => (
          <EndpointRows key={name} name={name} changes={changes} />
        ))}
      </Table>
      <OneSided changes={changes} nameOf={nameOf} baseline={nameOf(baseline)} />
    </Section>
  );
}

const ALL_METRICS = Object.keys(METRIC_LABELS) as ComparedChange['metric'][];
/** Of one endpoint, what matters: the table stays one that is read. */
const ENDPOINT_METRICS = ['p50', 'p95', 'p99', 'failureRate', 'requestsPerSecond'] as const;

function EndpointRows({ name, changes }: { name: string; changes: readonly CandidateChange[] }) {
  const found = changes.map(({ key, endpoints }) => ({
    key,
    metrics: endpoints.find((endpoint) => endpoint.name === name)?.metrics ?? [],
  }));
  const known = name === '' ? ALL_METRICS : ENDPOINT_METRICS;
  const metrics = known.filter((metric) =>
    found.some((one) => one.metrics.some((change) => change.metric === metric && isKnown(change))),
  );
  return (
    <tbody>
      <tr className={rowLine}>
        <th
          scope="rowgroup"
          colSpan={2 + changes.length * 4}
          className="h-8 bg-well px-3 text-left text-xs font-medium"
          title={name || undefined}
        >
          {name === '' ? 'All requests' : shortEndpoint(name)}
        </th>
      </tr>
      {metrics.map((metric) => {
        const cells = found.map(({ key, metrics: all }) => ({
          key,
          change: all.find((one) => one.metric === metric),
        }));
        return (
          <tr key={metric} className={clsx(rowLine, 'hover:bg-hover')}>
            <Td>{METRIC_LABELS[metric]}</Td>
            <Td className={clsx(numeric, minor)}>
              <Quantity
                of={metricValue(metric, cells.find(({ change }) => change)?.change?.base)}
              />
            </Td>
            {cells.map(({ key, change }) =>
              changes.length === 1 ? (
                <WideCells key={key} metric={metric} change={change} />
              ) : (
                <NarrowCell key={key} metric={metric} change={change} />
              ),
            )}
          </tr>
        );
      })}
    </tbody>
  );
}

interface CellProps {
  metric: ComparedChange['metric'];
  change: ComparedChange | undefined;
}

/** One candidate: its value, the change, its interval and the verdict beside each other. */
function WideCells({ metric, change }: CellProps) {
  return (
    <>
      <Td className={numeric}>
        <Quantity of={metricValue(metric, change?.candidate)} />
      </Td>
      <Td className={`${numeric} font-medium`}>{changeText(metric, change?.change)}</Td>
      <Td className={clsx(numeric, minor, 'text-ink-3')}>{change && intervalText(change)}</Td>
      <Td>
        <Verdict change={change} />
      </Td>
    </>
  );
}

/** One of several: the value over the change and its verdict. */
function NarrowCell({ metric, change }: CellProps) {
  return (
    <Td className={clsx(numeric, 'py-1.5')}>
      <span className="flex flex-wrap items-center justify-end gap-x-2">
        <Verdict change={change} />
        <Quantity of={metricValue(metric, change?.candidate)} />
      </span>
      <span className="block text-xs text-ink-3">
        <span className="font-medium text-ink-2">{changeText(metric, change?.change)}</span>
        {change?.low !== undefined && ` (${intervalText(change)})`}
      </span>
    </Td>
  );
}

function Verdict({ change }: { change: ComparedChange | undefined }) {
  if (change?.low === undefined || change.verdict === undefined) return null;
  const more = moreNeeded(change);
  return (
    <span className="flex items-center gap-2">
      <ChangeBadge verdict={change.verdict} />
      {more !== undefined && <span className="text-xs text-ink-3 max-sm:hidden">{more}</span>}
    </span>
  );
}

function isKnown({ base, candidate }: ComparedChange): boolean {
  return base !== undefined || candidate !== undefined;
}

interface OneSidedProps {
  changes: readonly CandidateChange[];
  nameOf: (key: string) => string;
  baseline: string;
}

/** Endpoints that cannot be compared, for one side has none of their requests. */
function OneSided({ changes, nameOf, baseline }: OneSidedProps) {
  const lines = changes.flatMap(({ key, onlyInBase, onlyInCandidate }) => [
    ...(onlyInBase.length > 0
      ? [
          `Only in ${inSentence(baseline)}, not in ${inSentence(nameOf(key))}: ${onlyInBase.join(', ')}.`,
        ]
      : []),
    ...(onlyInCandidate.length > 0
      ? [
          `Only in ${inSentence(nameOf(key))}, not in ${inSentence(baseline)}: ${onlyInCandidate.join(', ')}.`,
        ]
      : []),
  ]);
  if (lines.length === 0) return null;
  return <p className="mt-2 text-sm text-ink-3">{lines.join(' ')}</p>;
}
