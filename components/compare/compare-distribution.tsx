'use client';

import { useId, useMemo, useState } from 'react';
import { logTicks } from '@/components/charts/axis';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor, useHidden } from '@/components/charts/interaction';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type PlotPoint } from '@/components/charts/series';
import { Section } from '@/components/ui/page';
import type { MeasuredSide } from '@/lib/compare/model';
import { latency } from '@/lib/core/duration';
import { percent, textOf } from '@/lib/core/number';
import { sideName, sideShortName } from './side-labels';

interface CompareDistributionProps {
  sides: readonly MeasuredSide[];
  colors: Record<string, string>;
}

const HEIGHT = 220;

/** How large a share of each run's requests took how long: runs of unlike length lie on one scale. */
export function CompareDistribution({ sides, colors }: CompareDistributionProps) {
  const syncId = useId();
  const [cursor] = useState(() => new Cursor());
  const { hidden, toggle } = useHidden();
  const points = useMemo(() => sharePoints(sides), [sides]);
  const [from = 0, to = 1] = [points[0]?.x, points.at(-1)?.x];
  const series = sides.map((side) => ({
    key: side.key,
    label: sideName(side),
    endLabel: sideShortName(side),
    color: colors[side.key] ?? '',
    format: percent,
    unit: '%',
  }));
  return (
    <Section title="Latency distribution">
      <div className="instrument">
        <ChartFrame
          title="Response time distribution"
          unit="% of requests"
          height={HEIGHT}
          fileName={`compare-${sides.map(({ key }) => key).join('-')}-distribution`}
          empty={points.length === 0 ? 'No data.' : undefined}
          columns={() =>
            columnsOf(
              { header: 'Response time (ms)', value: (x) => rounded(10 ** x) },
              points,
              series,
            )
          }
          legend={
            <Legend
              series={series}
              hidden={hidden}
              onToggle={toggle}
              points={points}
              cursor={cursor}
            />
          }
        >
          <Plot
            title="Response time distribution"
            height={HEIGHT}
            points={points}
            series={series}
            hidden={hidden}
            syncId={syncId}
            cursor={cursor}
            x={{
              domain: [from, to],
              ticks: logTicks(10 ** from, 10 ** to).map(Math.log10),
              format: (x) => shortLatency(10 ** x),
              tip: (x) => `about ${textOf(latency(10 ** x))}`,
            }}
          />
        </ChartFrame>
      </div>
    </Section>
  );
}

/** By the middle of each bin, as the logarithm of ms; a run's bins without requests are 0. */
function sharePoints(sides: readonly MeasuredSide[]): PlotPoint[] {
  const middles = new Map<string, number>();
  for (const { distribution } of sides)
    for (const { fromMs, toMs } of distribution)
      middles.set(fromMs.toPrecision(8), Math.log10(Math.sqrt(fromMs * toMs)));
  const shares = sides.map(({ key, distribution }) => {
    const total = distribution.reduce((sum, { count }) => sum + count, 0);
    return {
      key,
      share: new Map(
        distribution.map(({ fromMs, count }) => [fromMs.toPrecision(8), count / total]),
      ),
    };
  });
  return [...middles]
    .sort(([, a], [, b]) => a - b)
    .map(([bin, x]) => ({
      x,
      values: Object.fromEntries(shares.map(({ key, share }) => [key, share.get(bin) ?? 0])),
    }));
}

function shortLatency(ms: number): string {
  const { value, unit } = latency(ms);
  return textOf({ value: value.includes('.') ? value.replace(/\.?0+$/, '') : value, unit });
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(4));
}
