'use client';

import clsx from 'clsx';
import { Quantity } from '@/components/ui/figures';
import { Section } from '@/components/ui/page';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { latency } from '@/lib/core/duration';
import { count, percent, textOf } from '@/lib/core/number';
import type { PhaseSummary } from '@/lib/runs/model';
import { shortEndpoint } from '../charts/run-series';
import { useRun } from '../live/run-context';
import { byEndpoint, meanTotalMs, PHASE_STYLES, timeShares } from './phases';

/** Where requests spent their time: the connection, the service, or the wire. */
export function PhaseTable() {
  const { phases } = useRun();
  if (phases.length === 0) return null;
  const groups = byEndpoint(phases);
  const longestMs = Math.max(...groups.map(([, group]) => meanTotalMs(group)));
  return (
    <Section
      title="Request phases"
      note="Each phase counts only the requests that went through it."
    >
      <Table className="as-list">
        <thead>
          <tr>
            <Th>Phase</Th>
            <Th className={clsx(numeric, minor)}>Share of time</Th>
            <Th className={clsx(numeric, minor)}>Requests</Th>
            <Th className={clsx(numeric, minor)}>Mean</Th>
            <Th className={clsx(numeric, minor)}>p50</Th>
            <Th className={numeric}>p95</Th>
            <Th className={clsx(numeric, minor)}>p99</Th>
          </tr>
        </thead>
        {groups.map(([endpoint, group]) => (
          <PhaseGroup key={endpoint} endpoint={endpoint} phases={group} longestMs={longestMs} />
        ))}
      </Table>
    </Section>
  );
}

interface PhaseGroupProps {
  endpoint: string;
  phases: PhaseSummary[];
  /** The mean of the slowest endpoint: its bar is the longest. */
  longestMs: number;
}

function PhaseGroup({ endpoint, phases, longestMs }: PhaseGroupProps) {
  const shares = timeShares(phases);
  const totalMs = meanTotalMs(phases);
  return (
    <tbody>
      <tr className={rowLine}>
        <th
          scope="rowgroup"
          colSpan={7}
          title={endpoint}
          className="h-8 bg-well px-3 text-left font-mono text-xs font-medium max-sm:col-span-2 max-sm:h-auto max-sm:bg-transparent max-sm:px-0"
        >
          <span className="flex items-center gap-3">
            <span className="w-40 truncate max-sm:w-auto">{shortEndpoint(endpoint)}</span>
            <span className="max-w-60 min-w-0 flex-1">
              <ShareBar phases={phases} shares={shares} length={totalMs / longestMs} />
            </span>
            <span className="nums font-sans font-normal text-ink-3">
              <Quantity of={latency(totalMs)} /> on average
            </span>
          </span>
        </th>
      </tr>
      {phases.map((phase, index) => (
        <PhaseRow key={phase.phase} phase={phase} share={shares[index]} />
      ))}
    </tbody>
  );
}

function PhaseRow({ phase, share }: { phase: PhaseSummary; share: number | undefined }) {
  const { label, color } = PHASE_STYLES[phase.phase];
  const { samples, meanMs, p50Ms, p95Ms, p99Ms } = phase.latency;
  return (
    <tr className={rowLine}>
      <Td>
        <span className="flex items-center gap-2">
          <svg width="8" height="8" aria-hidden="true">
            <rect width="8" height="8" rx="1" fill={color} />
          </svg>
          {label}
        </span>
      </Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={percent(samples === 0 ? undefined : share)} />
      </Td>
      <Td className={clsx(numeric, minor)}>{count(samples)}</Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={latency(meanMs)} />
      </Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={latency(p50Ms)} />
      </Td>
      <Td className={numeric} label="p95">
        <Quantity of={latency(p95Ms)} />
      </Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={latency(p99Ms)} />
      </Td>
    </tr>
  );
}

interface ShareBarProps {
  phases: PhaseSummary[];
  shares: number[];
  /** Of the room it has, 0 to 1. */
  length: number;
}

function ShareBar({ phases, shares, length }: ShareBarProps) {
  const widths = shares.map((share) => share * length * 100);
  const summary = phases
    .map(({ phase }, index) => `${PHASE_STYLES[phase].label} ${textOf(percent(shares[index]))}`)
    .join(', ');
  return (
    <svg
      role="img"
      aria-label={summary}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      className="block h-1.5 w-full"
    >
      {phases.map(({ phase }, index) => (
        <rect
          key={phase}
          x={widths.slice(0, index).reduce((sum, width) => sum + width, 0)}
          width={widths[index]}
          height="6"
          fill={PHASE_STYLES[phase].color}
        />
      ))}
    </svg>
  );
}
