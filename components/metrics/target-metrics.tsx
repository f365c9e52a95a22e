'use client';

import { ChartGrid } from '@/components/charts/chart-grid';
import { MetricChart } from '@/components/runs/metric-chart';
import { useRun } from '@/components/runs/run-context';
import { ScrapeNotes } from '@/components/runs/scrape-notes';
import { useTargetMetrics } from '@/components/runs/use-target-metrics';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunMetrics } from '@/lib/runs/run-metrics';
import { type ChooseMetrics, MetricPicker } from './metric-picker';

interface TargetMetricsProps {
  first: RunMetrics;
  /** Where its reader may choose which are shown. */
  choose?: ChooseMetrics;
}

/** What the target tells of itself, on the run's own time axis. */
export function TargetMetrics({ first, choose }: TargetMetricsProps) {
  const { target } = useRun();
  const { metrics, reload } = useTargetMetrics(first);
  const { configured, present, shown, notes, charts, stepMs } = metrics;
  if (present.length === 0 && notes.length === 0 && !configured)
    return <NotConfigured targetId={metrics.targetId} />;
  return (
    <Section
      title="The target’s own metrics"
      note={present.length > 0 ? `${shown.length} of ${present.length}` : undefined}
      action={
        choose && (
          <MetricPicker
            metrics={metrics}
            targetName={target.name}
            choose={choose}
            onChosen={reload}
          />
        )
      }
    >
      <ScrapeNotes notes={notes} />
      {charts.length > 0 ? (
        <ChartGrid>
          {charts.map((chart) => (
            <MetricChart key={chart.metric} chart={chart} stepMs={stepMs} />
          ))}
        </ChartGrid>
      ) : (
        <Nothing chosenAway={present.length > 0} />
      )}
    </Section>
  );
}

function Nothing({ chosenAway }: { chosenAway: boolean }) {
  const { state } = useRun();
  const words = chosenAway
    ? 'None of the chosen metrics is told by this target. Choose others.'
    : hasEnded(state.status)
      ? 'No metrics were kept in this run.'
      : 'The first answer is on its way.';
  return <p className="text-sm text-ink-3">{words}</p>;
}

function NotConfigured({ targetId }: { targetId?: number }) {
  return (
    <p className="mt-10 text-sm text-ink-3">
      No metrics address is configured for this target
      {targetId === undefined ? (
        '.'
      ) : (
        <>
          {': '}
          <TextLink href={`/targets/${targetId}`}>add one</TextLink> to see here what it tells of
          itself.
        </>
      )}
    </p>
  );
}
