'use client';

import { useId, useMemo, useState } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor, useHidden } from '@/components/charts/interaction';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type PlotPoint } from '@/components/charts/series';
import { shortEndpoint } from '@/components/runs/charts/run-series';
import { Select } from '@/components/ui/forms/field';
import { Section } from '@/components/ui/page';
import type { CandidateChange } from '@/lib/compare/model';
import { signedPercent } from '@/lib/core/number';
import { inSentence } from './side-labels';

interface ShiftChartProps {
  changes: readonly CandidateChange[];
  /** Names and colours of the sides, by key. */
  names: Record<string, string>;
  colors: Record<string, string>;
  baseline: string;
  margin: number;
}

const HEIGHT = 260;
/** Quantiles are drawn evenly, so that the tail has room; these are named. */
const TICKS = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.999];

/** The change at every percentile with its band: where a run is slower, not only whether. */
export function ShiftChart({ changes, names, colors, baseline, margin }: ShiftChartProps) {
  const withShift = changes.filter(({ endpoints }) =>
    endpoints.some((one) => one.shift.length > 0),
  );
  const [endpoint, setEndpoint] = useState('');
  const endpoints = [
    ...new Set(withShift.flatMap((change) => change.endpoints.map(({ name }) => name))),
  ].sort();
  if (withShift.length === 0) return null;
  return (
    <Section
      title="Change by percentile"
      note={`Response time vs. ${inSentence(names[baseline] ?? '')}, with 95 % bands.`}
      action={
        <Select
          aria-label="Endpoint"
          className="w-48"
          value={endpoint}
          onChange={(event) => setEndpoint(event.target.value)}
        >
          {endpoints.map((name) => (
            <option key={name} value={name}>
              {name === '' ? 'All requests' : shortEndpoint(name)}
            </option>
          ))}
        </Select>
      }
    >
      <div className="instrument">
        <ShiftPlot
          key={endpoint}
          {...{ changes: withShift, names, colors, margin, endpoint, baseline }}
        />
      </div>
    </Section>
  );
}

function ShiftPlot({
  changes,
  names,
  colors,
  margin,
  endpoint,
  baseline,
}: ShiftChartProps & { endpoint: string }) {
  const syncId = useId();
  const [cursor] = useState(() => new Cursor());
  const { hidden, toggle } = useHidden();
  const quantiles = useMemo(() => quantilesOf(changes, endpoint), [changes, endpoint]);
  const points = useMemo(
    () => shiftPoints(changes, endpoint, quantiles, margin),
    [changes, endpoint, quantiles, margin],
  );
  const series = changes.map(({ key }) => ({
    key,
    label: names[key] ?? key,
    color: colors[key] ?? '',
    unit: '%',
    format: signedPercent,
  }));
  const gaps = [
    { from: 'marginLow', to: 'marginHigh', color: 'var(--ink-3)' },
    ...changes.map(({ key }) => ({
      from: `${key} low`,
      to: `${key} high`,
      color: colors[key] ?? '',
      with: key,
    })),
  ];
  return (
    <ChartFrame
      title="Change in response time"
      unit="%"
      note="grey: ignored changes"
      height={HEIGHT}
      fileName={`compare-${baseline}-percentiles`}
      columns={() => [
        ...columnsOf(
          { header: 'Percentile', value: (x) => Math.round((quantiles[x] ?? 0) * 1000) / 10 },
          points,
          changes.flatMap(({ key }) =>
            ['', ' low', ' high'].map((part) => ({
              key: `${key}${part}`,
              label: `${names[key]}${part}`,
              color: '',
              unit: '%',
              format: signedPercent,
            })),
          ),
        ),
      ]}
      legend={
        <Legend series={series} hidden={hidden} onToggle={toggle} points={points} cursor={cursor} />
      }
    >
      <Plot
        title="Change in response time"
        height={HEIGHT}
        points={points}
        series={series}
        gaps={gaps}
        hidden={hidden}
        syncId={syncId}
        cursor={cursor}
        x={{
          domain: [0, Math.max(1, quantiles.length - 1)],
          ticks: TICKS.map((q) => quantiles.indexOf(q)).filter((x) => x >= 0),
          format: (x) => percentileName(quantiles[x]),
        }}
      />
    </ChartFrame>
  );
}

function quantilesOf(changes: readonly CandidateChange[], endpoint: string): number[] {
  const all = changes.flatMap(({ endpoints }) =>
    endpoints.filter(({ name }) => name === endpoint).flatMap(({ shift }) => shift),
  );
  return [...new Set(all.map(({ q }) => q))].sort((a, b) => a - b);
}

function shiftPoints(
  changes: readonly CandidateChange[],
  endpoint: string,
  quantiles: readonly number[],
  margin: number,
): PlotPoint[] {
  return quantiles.map((q, x) => ({
    x,
    values: {
      marginLow: -margin,
      marginHigh: margin,
      ...Object.assign(
        {},
        ...changes.map(({ key, endpoints }) => {
          const { shift = [] } = endpoints.find(({ name }) => name === endpoint) ?? {};
          const at = shift.find((one) => one.q === q);
          return { [key]: at?.change, [`${key} low`]: at?.low, [`${key} high`]: at?.high };
        }),
      ),
    },
  }));
}

function percentileName(q: number | undefined): string {
  return q === undefined ? '' : `p${Math.round(q * 1000) / 10}`;
}
