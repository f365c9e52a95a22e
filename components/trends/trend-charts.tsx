'use client';

import { useId, useState } from 'react';
import { Cursor } from '@/components/charts/cursor';
import { Section } from '@/components/ui/section';
import type { TrendPage } from '@/lib/trends/model';
import { TrendChart } from './trend-chart';

/** The metric asked for, large; failure rate and throughput under it, over the same runs. */
export function TrendCharts({ series, deployments }: Pick<TrendPage, 'series' | 'deployments'>) {
  const syncId = useId();
  const [cursor] = useState(() => new Cursor());
  return (
    <Section title="Run by run" note="A click opens the run.">
      <div className="instrument">
        {series.map((one, index) => (
          <TrendChart
            key={one.metric}
            series={one}
            deployments={deployments}
            height={index === 0 ? 280 : 140}
            cursor={cursor}
            syncId={syncId}
          />
        ))}
      </div>
    </Section>
  );
}
