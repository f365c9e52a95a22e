'use client';

import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { TimeChart } from '@/components/charts/time-chart';
import { Stat, StatRow } from '@/components/ui/figures';
import { Section } from '@/components/ui/page';
import { useIsPrinted } from '@/components/ui/print';
import { latency } from '@/lib/core/duration';
import { percent, textOf } from '@/lib/core/number';
import type { GeneratorHealth } from '@/lib/runs/model';
import { useRun } from '../live/run-context';
import { DELAY_SERIES, LAG_SERIES, PROCESSOR_SERIES } from './run-series';
import { useTimeCharts } from './run-timeline';

/** Whether the generator itself was the bottleneck: closed unless the run's validity is in doubt. */
export function GeneratorSection() {
  const { validity, generator, series } = useRun();
  if (series.points.length === 0) return null;
  return (
    <CollapsibleSection
      title="Generator"
      note={generator === undefined ? 'Load generator health' : generatorSummary(generator)}
      defaultOpen={validity !== undefined && validity.validity !== 'valid'}
    >
      {generator !== undefined && <GeneratorFigures generator={generator} />}
      <GeneratorCharts />
    </CollapsibleSection>
  );
}

function generatorSummary({ scheduleDelay, cpuShareP95 }: GeneratorHealth): string {
  const delay =
    scheduleDelay.p99Ms === undefined
      ? 'No requests sent'
      : `Scheduling delay p99 ${textOf(latency(scheduleDelay.p99Ms))}`;
  return cpuShareP95 === undefined
    ? delay
    : `${delay}, CPU p95 ${textOf(percent(cpuShareP95))} of one core`;
}

function GeneratorFigures({ generator }: { generator: GeneratorHealth }) {
  const { scheduleDelay, eventLoopLag, cpuShareP95, gcShare, achieved } = generator;
  return (
    <div className="mb-4">
      <StatRow>
        <Stat
          label="Scheduling delay p50"
          of={latency(scheduleDelay.p50Ms)}
          note="sent − scheduled"
        />
        <Stat
          label="Scheduling delay p99"
          of={latency(scheduleDelay.p99Ms)}
          note="sent − scheduled"
        />
        <Stat label="Scheduling delay max" of={latency(scheduleDelay.maxMs)} note="all requests" />
        <Stat
          label="Event-loop lag p99"
          of={latency(eventLoopLag.p99Ms)}
          note={`max ${textOf(latency(eventLoopLag.maxMs))}`}
        />
        <Stat
          label="CPU p95"
          of={percent(cpuShareP95)}
          note={`${textOf(percent(gcShare))} garbage collection`}
        />
        <Stat
          label="Sent / scheduled"
          of={percent(achieved)}
          note={achieved === 1 ? 'none dropped' : 'the rest was dropped'}
        />
      </StatRow>
    </div>
  );
}

function GeneratorCharts() {
  const { file, ...common } = useTimeCharts();
  return (
    <div className="instrument">
      <TimeChart
        {...common}
        title="Scheduling delay"
        unit="ms"
        note="p99"
        height={128}
        series={DELAY_SERIES}
        yAtLeast={1}
        logScale
        fileName={file('sent-late')}
      />
      <TimeChart
        {...common}
        title="Event-loop lag"
        unit="ms"
        note="max per interval"
        height={128}
        series={LAG_SERIES}
        yAtLeast={1}
        logScale
        fileName={file('event-loop-lag')}
      />
      <TimeChart
        {...common}
        title="CPU"
        unit="% of one core"
        height={144}
        series={PROCESSOR_SERIES}
        yAtLeast={1}
        fileName={file('processor')}
      />
    </div>
  );
}

interface CollapsibleSectionProps {
  title: string;
  /** What it comes to, for those who leave it closed. */
  note?: ReactNode;
  /** Open until its reader says otherwise. */
  defaultOpen: boolean;
  children: ReactNode;
}

/** A section that most readers can leave closed; what is inside is drawn only when it is open. */
function CollapsibleSection({ title, note, defaultOpen, children }: CollapsibleSectionProps) {
  const [chosen, setChosen] = useState<boolean>();
  const id = useId();
  const open = chosen ?? defaultOpen;
  if (useIsPrinted())
    return (
      <Section title={title} note={note}>
        {children}
      </Section>
    );
  return (
    <section aria-label={title} className="mt-10 min-w-0 scroll-mt-4">
      <div className="mb-3 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold tracking-tight">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setChosen(!open)}
            className="-ml-1.5 flex items-center gap-1 rounded-md py-1 pr-2 pl-1 hover:bg-hover"
          >
            <ChevronRight
              aria-hidden="true"
              className={clsx(
                'size-4 text-ink-3 transition-transform duration-150',
                open && 'rotate-90',
              )}
            />
            {title}
          </button>
        </h2>
        {note !== undefined && <p className="nums text-sm text-ink-3">{note}</p>}
      </div>
      {open && <div id={id}>{children}</div>}
    </section>
  );
}
