'use client';

import { useRouter } from 'next/navigation';
import { useId, useMemo, useState } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor, useHidden } from '@/components/charts/interaction';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type Limit, type PlotPoint, type PlotSeries } from '@/components/charts/series';
import { ChartGrid } from '@/components/charts/timeline';
import type { ScenarioCard } from '@/components/overview/overview-data';
import { Select } from '@/components/ui/forms/field';
import { Section } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { latency } from '@/lib/core/duration';
import { percent } from '@/lib/core/number';

/** How one scenario's runs have changed: p95 and failure rate, run by run. */
export function TrendSection({ cards }: { cards: readonly ScenarioCard[] }) {
  const withRuns = cards.filter((card) => card.trend.length > 0);
  const [id, setId] = useState(() => lastRun(withRuns)?.scenario.id);
  const chosen = withRuns.find((card) => card.scenario.id === id) ?? withRuns[0];
  if (chosen === undefined) return null;
  return (
    <Section
      title="Trend by run"
      action={
        <>
          <TextLink href={`/trends?scenario=${encodeURIComponent(chosen.scenario.name)}`}>
            View trend
          </TextLink>
          <Select
            aria-label="Scenario"
            className="w-44"
            value={chosen.scenario.id}
            onChange={(event) => setId(Number(event.target.value))}
          >
            {withRuns.map(({ scenario }) => (
              <option key={scenario.id} value={scenario.id}>
                {scenario.name}
              </option>
            ))}
          </Select>
        </>
      }
    >
      <TrendCharts
        key={chosen.scenario.id}
        fileName={chosen.scenario.slug}
        runs={chosen.trend.map(({ number, p50Ms, p95Ms, p99Ms, failureRate }) => ({
          number,
          p50Ms,
          p95Ms,
          p99Ms,
          failureRate,
        }))}
      />
    </Section>
  );
}

/** The card of the scenario that ran last. */
function lastRun(cards: readonly ScenarioCard[]): ScenarioCard | undefined {
  const lastNumber = (card: ScenarioCard) => card.trend.at(-1)?.number ?? 0;
  return cards.toSorted((a, b) => lastNumber(b) - lastNumber(a))[0];
}

interface TrendRun {
  number: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  failureRate?: number;
}

interface TrendChartsProps {
  /** Oldest first. */
  runs: readonly TrendRun[];
  fileName: string;
  p95Limit?: Limit;
}

const LATENCY: readonly PlotSeries[] = [
  { key: 'p99', label: 'p99', color: 'var(--series-p99)', format: latency, unit: 'ms' },
  { key: 'p95', label: 'p95', color: 'var(--series-p95)', format: latency, unit: 'ms' },
  { key: 'p50', label: 'p50', color: 'var(--series-p50)', format: latency, unit: 'ms' },
];
const FAILURE: readonly PlotSeries[] = [
  { key: 'failed', label: 'errors', color: 'var(--series-fail)', format: percent, unit: '%' },
];

/** One point a run, evenly spaced; a click opens the run. */
function TrendCharts({ runs, fileName, p95Limit }: TrendChartsProps) {
  const router = useRouter();
  const syncId = useId();
  const [cursor] = useState(() => new Cursor());
  const points = useMemo<PlotPoint[]>(
    () =>
      runs.map((run, index) => ({
        x: index,
        values: { p50: run.p50Ms, p95: run.p95Ms, p99: run.p99Ms, failed: run.failureRate },
      })),
    [runs],
  );
  const numberAt = (x: number) => runs[Math.round(x)]?.number;
  const shared = {
    points,
    cursor,
    syncId,
    x: {
      domain: [-0.5, Math.max(runs.length - 0.5, 0.5)] as const,
      ticks: runs.map((_, index) => index),
      format: (x: number) => `run ${numberAt(x) ?? ''}`,
    },
    number: (x: number) => numberAt(x) ?? 0,
    onPick: (x: number) => {
      const number = numberAt(x);
      if (number !== undefined) router.push(`/runs/${number}`);
    },
  };
  return (
    <ChartGrid>
      <TrendChart
        {...shared}
        title="Response time"
        unit="ms"
        series={LATENCY}
        limits={p95Limit && [p95Limit]}
        fileName={`${fileName}-response-time-trend`}
      />
      <TrendChart
        {...shared}
        title="Error rate"
        unit="%"
        series={FAILURE}
        yAtLeast={0.01}
        fileName={`${fileName}-failure-trend`}
      />
    </ChartGrid>
  );
}

interface TrendChartProps {
  title: string;
  unit: string;
  series: readonly PlotSeries[];
  points: PlotPoint[];
  cursor: Cursor;
  syncId: string;
  x: { domain: readonly [number, number]; ticks: number[]; format: (x: number) => string };
  number: (x: number) => number;
  onPick: (x: number) => void;
  limits?: readonly Limit[];
  yAtLeast?: number;
  fileName: string;
}

const HEIGHT = 180;

function TrendChart({ number, fileName, ...plot }: TrendChartProps) {
  const { hidden, toggle } = useHidden();
  const { title, unit, series, points, cursor } = plot;
  return (
    <ChartFrame
      title={title}
      unit={unit}
      height={HEIGHT}
      fileName={fileName}
      columns={() => columnsOf({ header: 'Run', value: number }, points, series)}
      legend={
        <Legend series={series} hidden={hidden} onToggle={toggle} points={points} cursor={cursor} />
      }
    >
      <Plot {...plot} height={HEIGHT} hidden={hidden} dots />
    </ChartFrame>
  );
}
