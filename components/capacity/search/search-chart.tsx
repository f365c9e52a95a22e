'use client';

import { useRouter } from 'next/navigation';
import { useId, useMemo, useState } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor, useHidden } from '@/components/charts/interaction';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type PlotSeries } from '@/components/charts/series';
import type { SearchStepView } from '@/lib/capacity/model';
import { count, rate } from '@/lib/core/number';
import type { LoadUnit } from '@/lib/plan/scale';
import { searchPoints } from './search-points';

const HEIGHT = 240;
const MIN_STEPS = 8;

interface SearchChartProps {
  steps: readonly SearchStepView[];
  unit: LoadUnit;
  id: number;
}

/** The steps of a search: what met the objectives, what violated them, and the range in between. */
export function SearchChart({ steps, unit, id }: SearchChartProps) {
  const router = useRouter();
  const cursor = useState(() => new Cursor())[0];
  const { hidden, toggle } = useHidden();
  const points = useMemo(() => searchPoints(steps), [steps]);
  const isUsers = unit === 'users';
  const format = isUsers
    ? (value: number | undefined) => ({ value: count(value), unit: '' })
    : rate;
  const same = { format, unit: isUsers ? 'users' : '/s', look: 'dots' as const };
  const series: PlotSeries[] = [
    { ...same, key: 'holds', label: 'meets SLO', color: 'var(--pass)' },
    { ...same, key: 'breaks', label: 'violates SLO', color: 'var(--fail)' },
    { ...same, key: 'now', label: 'running', color: 'var(--ink-3)' },
  ];
  const until = Math.max(MIN_STEPS, points.length);
  return (
    <div className="instrument">
      <ChartFrame
        title="Search steps"
        unit={isUsers ? 'users' : 'arrivals/s'}
        note="shaded: range of the safe load"
        height={HEIGHT}
        fileName={`search-${id}-steps`}
        empty={points.length === 0 ? 'No steps yet.' : undefined}
        columns={() => columnsOf({ header: 'Step', value: (x) => x }, points, series)}
        legend={<Legend {...{ series, hidden, points, cursor }} onToggle={toggle} />}
      >
        <Plot
          title="Search steps"
          {...{ points, series, hidden, cursor, height: HEIGHT }}
          syncId={useId()}
          gaps={[{ from: 'low', to: 'high', color: 'var(--accent)' }]}
          x={{
            domain: [0.5, until + 0.5],
            ticks: Array.from({ length: until }, (_, at) => at + 1),
            format: (x) => String(x),
            tip: (x) => `step ${x}`,
          }}
          onPick={(x) => {
            const run = steps.find(({ number }) => number === x)?.run;
            if (run !== undefined) router.push(`/runs/${run}`);
          }}
        />
      </ChartFrame>
    </div>
  );
}
