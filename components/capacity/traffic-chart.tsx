'use client';

import { useId, useMemo, useState } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor } from '@/components/charts/cursor';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type PlotSeries } from '@/components/charts/series';
import { useHidden } from '@/components/charts/use-hidden';
import type { CapacityPage } from '@/lib/capacity/model';
import { count, rate } from '@/lib/format/number';
import { trafficPoints } from './traffic-points';

const HEIGHT = 220;
const TICKS = 6;

/** Observed traffic, the two ways it may go on, and the line. */
export function TrafficChart({
  traffic,
  line,
  forecasts,
}: Pick<CapacityPage, 'traffic' | 'line' | 'forecasts'>) {
  const cursor = useState(() => new Cursor())[0];
  const { hidden, toggle } = useHidden();
  const points = useMemo(() => trafficPoints(traffic.points, forecasts), [traffic, forecasts]);
  const isUsers = traffic.unit === 'users';
  const format = isUsers
    ? (value: number | undefined) => ({ value: count(value), unit: '' })
    : rate;
  const unit = isUsers ? 'users' : '/s';
  const series: PlotSeries[] = [
    { key: 'observed', label: 'observed', color: 'var(--ink)', look: 'dots', format, unit },
    ...forecasts.map(({ growth }) => ({
      ...{ key: growth, label: growth, format, unit, look: 'dashed' as const },
      color: growth === 'linear' ? 'var(--series-a)' : 'var(--series-b)',
    })),
  ];
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  // Before the cursor has been anywhere, the tip is asked for nothing.
  const day = (x: number) => (Number.isFinite(x) ? new Date(x).toISOString().slice(0, 10) : '');
  return (
    <div className="instrument">
      <ChartFrame
        title="Observed traffic and growth"
        unit={isUsers ? 'users' : 'requests/s'}
        height={HEIGHT}
        fileName="capacity-traffic"
        columns={() => [
          { header: 'Day', values: points.map(({ x }) => day(x)) },
          ...columnsOf({ header: '', value: (x) => x }, points, series).slice(1),
        ]}
        legend={<Legend {...{ series, hidden, points, cursor }} onToggle={toggle} />}
      >
        <Plot
          title="Observed traffic and growth"
          {...{ points, series, hidden, cursor, height: HEIGHT }}
          syncId={useId()}
          limits={
            line.state === 'known'
              ? [
                  {
                    value: line.line.load,
                    label: isUsers ? count(line.line.load) : `${count(line.line.load)}/s`,
                  },
                ]
              : []
          }
          x={{
            domain: [first, last],
            ticks: Array.from(
              { length: TICKS + 1 },
              (_, at) => first + ((last - first) * at) / TICKS,
            ),
            format: (x) => day(x).slice(5),
            tip: day,
          }}
        />
      </ChartFrame>
    </div>
  );
}
