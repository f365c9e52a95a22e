import clsx from 'clsx';
import { ChangeBadge } from '@/components/compare/change-badge';
import { changeText, intervalText, shareLabel } from '@/components/compare/change-labels';
import { ChangeTable } from '@/components/compare/change-table';
import { compareHref } from '@/components/compare/compare-href';
import { WorkerNotice } from '@/components/overview/worker-notice';
import { StatusBadge } from '@/components/runs/status-badge';
import { Quantity } from '@/components/ui/figures';
import type { FormState } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { Lead, PageHeader, Section } from '@/components/ui/page';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { ValidityBadge } from '@/components/verdict/validity-badge';
import type { Confirmation } from '@/lib/confirmations/model';
import { latency } from '@/lib/core/duration';
import { hasEnded } from '@/lib/runs/model';
import { ConfirmationActions } from './confirmation-actions';
import { confirmationSummary } from './confirmation-summary';

interface ConfirmationPageProps {
  confirmation: Confirmation;
  workerAlive: boolean;
  stop: (id: number) => Promise<FormState>;
  addPairs: (id: number, pairs: number, confirmHost?: string) => Promise<FormState>;
}

/** Interleaved repeats of two runs, and what they say together. */
export function ConfirmationPage(props: ConfirmationPageProps) {
  const { confirmation, workerAlive, ...actions } = props;
  const { id, base, candidate, targets, repeats, pairs, endpoints, verdict, margin } = confirmation;
  const underWay = repeats.some(({ status }) => !hasEnded(status));
  const change = {
    key: 'B',
    comparability: [],
    obstacles: [],
    endpoints,
    onlyInBase: [],
    onlyInCandidate: [],
    verdict,
  };
  return (
    <>
      {underWay && <RefreshEvery seconds={2} />}
      <PageHeader
        title={`Confirmation ${id}`}
        badge={pairs.length > 1 ? <ChangeBadge verdict={verdict} /> : undefined}
        action={<ConfirmationActions id={id} underWay={underWay} {...actions} />}
      >
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          <span>
            A: {base === undefined ? 'deleted run' : `run ${base.number}, ${base.scenario}`}, on{' '}
            {targets.A}
          </span>
          <span>
            B:{' '}
            {candidate === undefined
              ? 'deleted run'
              : `run ${candidate.number}, ${candidate.scenario}`}
            , on {targets.B}
          </span>
          {base !== undefined && candidate !== undefined && (
            <TextLink href={compareHref({ keys: [`${base.number}`, `${candidate.number}`] })}>
              View comparison
            </TextLink>
          )}
          <span>
            requested <Instant iso={confirmation.createdAt} relative />
          </span>
        </p>
      </PageHeader>
      <Lead>{confirmationSummary(confirmation)}</Lead>
      {underWay && <WorkerNotice alive={workerAlive} />}
      <RepeatList repeats={repeats} />
      <PairTable {...confirmation} />
      {pairs.length > 0 && (
        <ChangeTable
          names={{ A: 'A', B: 'B' }}
          baseline="A"
          changes={[change]}
          margin={margin}
          note={`Pooled over all pairs; variation between runs widens the intervals. Ignoring changes under ${shareLabel(margin)}.`}
        />
      )}
    </>
  );
}

interface Row {
  label: string;
  href?: string;
  change?: number;
  low?: number;
  high?: number;
}

/** What each pair alone says of p95, and all of them together: whether they agree is seen at a glance. */
function PairTable({ pairs, endpoints, margin }: Confirmation) {
  if (pairs.length === 0) return null;
  const pooled = endpoints
    .find(({ name }) => name === '')
    ?.metrics.find(({ metric }) => metric === 'p95');
  const rows: Row[] = pairs.map((pair, index) => ({
    ...pair,
    label: `Pair ${index + 1}`,
    href: compareHref({ keys: [String(pair.base), String(pair.candidate)] }),
  }));
  if (pooled !== undefined) rows.push({ ...pooled, label: 'All pairs' });
  const edge = Math.max(
    margin,
    ...rows.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]),
  );
  return (
    <Section title="Results by pair" note="Change in p95 of all requests, with 95 % intervals.">
      <Table>
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th className={numeric}>Change</Th>
            <Th className={numeric}>Interval</Th>
            <Th className="w-1/2">
              <span className="sr-only">Interval plot; grey: ignored changes</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label} className={rowLine}>
              <Td className={row.href === undefined ? 'font-semibold' : ''}>
                {row.href === undefined ? (
                  row.label
                ) : (
                  <TextLink href={row.href}>{row.label}</TextLink>
                )}
              </Td>
              <Td className={`${numeric} font-medium`}>{changeText('p95', row.change)}</Td>
              <Td className={`${numeric} text-ink-3`}>
                {intervalText({ ...row, metric: 'p95', verdict: 'inconclusive' })}
              </Td>
              <Td>
                <Whisker {...row} edge={edge} margin={margin} strong={row.href === undefined} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

interface WhiskerProps extends Row {
  /** What the ends of the axis stand for. */
  edge: number;
  margin: number;
  strong: boolean;
}

/** An interval on an axis from −edge to +edge; the margin is grey, no change is the line in the middle. */
function Whisker({ change, low, high, edge, margin, strong }: WhiskerProps) {
  const x = (share: number) => 50 + (share / edge) * 48;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="h-5 w-full" aria-hidden="true">
      <rect x={x(-margin)} width={x(margin) - x(-margin)} height="10" fill="var(--none-soft)" />
      <path d="M50 0v10" stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
      {low !== undefined && high !== undefined && (
        <path
          d={`M${x(low)} 5H${x(high)}`}
          stroke={strong ? 'var(--ink)' : 'var(--accent)'}
          strokeWidth={strong ? 4 : 2}
          vectorEffect="non-scaling-stroke"
        />
      )}
      {change !== undefined && (
        <path
          d={`M${x(change)} 1v8`}
          stroke={strong ? 'var(--ink)' : 'var(--accent)'}
          strokeWidth="3"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

/** The repeats in the order in which they are carried out. */
function RepeatList({ repeats }: Pick<Confirmation, 'repeats'>) {
  return (
    <Section title="Repeats" note="Run one at a time, in this order.">
      <ol className="instrument grid-cols-2 sm:grid-cols-4 xl:grid-cols-8">
        {repeats.map(({ number, side, status, isStale, validity, p95Ms }) => (
          <li key={number} className="min-w-0 px-3 py-2">
            <p className="flex items-center gap-2">
              <span
                className={clsx(
                  'grid size-6 place-items-center rounded-sm text-sm font-semibold text-paper',
                  side === 'A' ? 'bg-ink' : 'bg-accent',
                )}
              >
                {side}
              </span>
              <TextLink href={`/runs/${number}`} prefetch={false}>
                Run {number}
              </TextLink>
            </p>
            <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm">
              <StatusBadge status={status} isStale={isStale} />
              {validity !== undefined && validity !== 'valid' && (
                <ValidityBadge validity={validity} />
              )}
            </p>
            <p className="text-sm text-ink-2">
              p95 <Quantity of={latency(p95Ms)} />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
