'use client';

import { DistributionChart } from '@/components/charts/distribution-chart';
import { Section } from '@/components/ui/page';
import { hasEnded } from '@/lib/runs/model';
import { useRun } from '../live/run-context';

const PERCENTILES = [
  { label: 'p50', key: 'p50Ms', color: 'var(--series-p50)' },
  { label: 'p95', key: 'p95Ms', color: 'var(--series-p95)' },
  { label: 'p99', key: 'p99Ms', color: 'var(--series-p99)' },
] as const;

/** The run by response time. The server counts the bins, so it is drawn once the run has ended. */
export function RunDistribution() {
  const { number, state, distribution } = useRun();
  const ended = hasEnded(state.status);
  const { response } = state.overall;
  const markers = PERCENTILES.flatMap(({ label, key, color }) => {
    const ms = response[key];
    return ms === undefined ? [] : [{ label, ms, color }];
  });
  return (
    <Section title="Latency distribution">
      <div className="instrument">
        <DistributionChart
          bins={ended ? distribution : []}
          markers={ended ? markers : []}
          height={240}
          fileName={`run-${number}-distribution`}
          empty={
            !ended
              ? 'Available when the run ends.'
              : distribution.length === 0
                ? 'No data.'
                : undefined
          }
        />
      </div>
    </Section>
  );
}
