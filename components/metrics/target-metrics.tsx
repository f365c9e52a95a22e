'use client';

import { useEffect, useMemo, useState } from 'react';
import type { PlotSeries } from '@/components/charts/series';
import { TimeChart } from '@/components/charts/time-chart';
import { ChartGrid } from '@/components/charts/timeline';
import { useRun } from '@/components/runs/live/run-context';
import { Notice, Section } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { clock } from '@/lib/core/duration';
import { plural } from '@/lib/core/number';
import type { MetricChart as Chart, ScrapeNote } from '@/lib/metrics/model';
import { hasEnded, type RunMetrics } from '@/lib/runs/model';
import { lastStepMs, mergeMetrics } from './merge-metrics';
import { unitLabel } from './metric-format';
import { type ChooseMetrics, MetricPicker } from './metric-picker';

interface TargetMetricsProps {
  first: RunMetrics;
  /** Where its reader may choose which are shown. */
  choose?: ChooseMetrics;
}

/** The target's own metrics over the run's time axis. */
export function TargetMetrics({ first, choose }: TargetMetricsProps) {
  const { target } = useRun();
  const { metrics, reload } = useTargetMetrics(first);
  const { configured, present, shown, notes, charts, stepMs } = metrics;
  if (present.length === 0 && notes.length === 0 && !configured)
    return <NoMetricsUrl targetId={metrics.targetId} />;
  return (
    <Section
      title="Target metrics"
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
        <NoMetrics chosenAway={present.length > 0} />
      )}
    </Section>
  );
}

function NoMetrics({ chosenAway }: { chosenAway: boolean }) {
  const { state } = useRun();
  const message = chosenAway
    ? 'This target does not expose any of the selected metrics. Choose others.'
    : hasEnded(state.status)
      ? 'No metrics were collected in this run.'
      : 'Waiting for the first scrape…';
  return <p className="text-sm text-ink-3">{message}</p>;
}

function NoMetricsUrl({ targetId }: { targetId?: number }) {
  return (
    <p className="mt-10 text-sm text-ink-3">
      No metrics URL is configured for this target.
      {targetId !== undefined && (
        <>
          {' '}
          <TextLink href={`/targets/${targetId}`}>Add one</TextLink> to see its metrics here.
        </>
      )}
    </p>
  );
}

const QUANTILE_COLORS: Record<string, string> = {
  p50: 'var(--series-p50)',
  p95: 'var(--series-p95)',
  p99: 'var(--series-p99)',
};
const COLORS = ['b', 'a', 'c', 'd', 'e', 'rate'].map((name) => `var(--series-${name})`);
/** Longer names are in the legend only: there is no room for them at a line's end. */
const END_LABEL_LENGTH = 11;

/** One of the target's metrics over the run's time. */
function MetricChart({ chart, stepMs }: { chart: Chart; stepMs: number }) {
  const { number } = useRun();
  const { metric, unit, shows, lines, points } = chart;
  const { label, column, format } = unitLabel(unit);
  const series = useMemo(
    () =>
      lines.map(
        ({ key, label }, index): PlotSeries => ({
          key,
          label,
          endLabel: lines.length === 1 || label.length > END_LABEL_LENGTH ? '' : label,
          color: QUANTILE_COLORS[key] ?? COLORS[index % COLORS.length] ?? '',
          format,
          unit: column,
        }),
      ),
    [lines, format, column],
  );
  const plotted = useMemo(() => points.map(({ atMs, values }) => ({ x: atMs, values })), [points]);
  return (
    <TimeChart
      title={metric}
      unit={label}
      note={noteOf(chart)}
      height={128}
      points={plotted}
      stepMs={stepMs}
      series={series}
      yAtLeast={unit === 'share' || unit === 'cores' ? 0.01 : undefined}
      logScale={shows === 'quantiles' || shows === 'p95'}
      fileName={`run-${number}-${metric}`}
    />
  );
}

function noteOf({ shows, linesLeftOut }: Chart): string | undefined {
  const notes = [
    ...(shows === 'p95' ? ['p95'] : []),
    ...(linesLeftOut > 0 ? [`${linesLeftOut} more series not shown`] : []),
  ];
  return notes.length === 0 ? undefined : notes.join('; ');
}

/** What went wrong with reading the target's metrics, and what to do. */
function ScrapeNotes({ notes }: { notes: readonly ScrapeNote[] }) {
  if (notes.length === 0) return null;
  return (
    <div className="mb-4">
      <Notice tone="warn" title="Some metrics could not be read">
        <ul className="flex flex-col gap-1.5">
          {notes.map((note) => (
            <li key={note.code} className="wrap-anywhere">
              {note.message} <span className="nums text-sm text-ink-3">{periodOf(note)}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function periodOf({ count, firstMs, lastMs }: ScrapeNote): string {
  const first = clock(firstMs);
  const last = clock(lastMs);
  return first === last
    ? `${plural(count, 'time')}, at ${first}`
    : `${plural(count, 'time')}, ${first} to ${last}`;
}

const POLL_MS = 2000;

/** The target's metrics, asked for while the run lasts, once when it has ended, and after a `reload`. */
function useTargetMetrics(first: RunMetrics) {
  const { number, state } = useRun();
  const ended = hasEnded(state.status);
  const [endedAtFirst] = useState(ended);
  const [reloads, setReloads] = useState(0);
  const [metrics, setMetrics] = useState(first);

  useEffect(() => {
    if (endedAtFirst && reloads === 0) return;
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let held: RunMetrics | undefined;
    const look = async () => {
      const next = await ask(number, held && lastStepMs(held), gone.signal);
      if (gone.signal.aborted) return;
      if (next !== undefined) {
        held = held === undefined ? next : mergeMetrics(held, next);
        if (held !== undefined) setMetrics(held);
      }
      if (!ended || next === undefined || held === undefined) timer = setTimeout(look, POLL_MS);
    };
    void look();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [number, ended, endedAtFirst, reloads]);

  return { metrics, reload: () => setReloads((before) => before + 1) };
}

/** Undefined where no answer came: it is asked for again. */
async function ask(number: number, sinceMs: number | undefined, signal: AbortSignal) {
  try {
    const since = sinceMs === undefined ? '' : `?since=${sinceMs}`;
    const response = await fetch(`/api/runs/${number}/metrics${since}`, { signal });
    return response.ok ? ((await response.json()) as RunMetrics) : undefined;
  } catch {
    return undefined;
  }
}
