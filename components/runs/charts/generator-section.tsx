'use client';

import { TimeChart } from '@/components/charts/time-chart';
import { Stat, StatRow } from '@/components/ui/figures';
import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { percent } from '@/lib/format/number';
import type { GeneratorHealth } from '@/lib/runs/model';
import { FoldedSection } from '../folded-section';
import { useRun } from '../run-context';
import { useTimeCharts } from '../use-time-charts';
import { DELAY_SERIES, LAG_SERIES, PROCESSOR_SERIES } from './run-series';

/** Whether the generator itself was the bottleneck: closed unless the run's validity is in doubt. */
export function GeneratorSection() {
  const { validity, generator, series } = useRun();
  if (series.points.length === 0) return null;
  return (
    <FoldedSection
      title="Generator"
      note={generator === undefined ? 'Plimsoll’s own health' : sentence(generator)}
      openAtFirst={validity !== undefined && validity.validity !== 'valid'}
    >
      {generator !== undefined && <GeneratorFigures generator={generator} />}
      <GeneratorCharts />
    </FoldedSection>
  );
}

function sentence({ scheduleDelay, cpuShareP95 }: GeneratorHealth): string {
  const late =
    scheduleDelay.p99Ms === undefined
      ? 'no request sent'
      : `99\u202f% of requests sent at most ${textOf(latency(scheduleDelay.p99Ms))} late`;
  return cpuShareP95 === undefined
    ? late
    : `${late}; ${textOf(percent(cpuShareP95))} of a core at its busiest`;
}

function GeneratorFigures({ generator }: { generator: GeneratorHealth }) {
  const { scheduleDelay, eventLoopLag, cpuShareP95, gcShare, achieved } = generator;
  return (
    <div className="mb-4">
      <StatRow>
        <Stat label="Sent late, p50" of={latency(scheduleDelay.p50Ms)} note="after it was due" />
        <Stat label="Sent late, p99" of={latency(scheduleDelay.p99Ms)} note="after it was due" />
        <Stat
          label="Sent late, at worst"
          of={latency(scheduleDelay.maxMs)}
          note="of all requests"
        />
        <Stat
          label="Event-loop lag, p99"
          of={latency(eventLoopLag.p99Ms)}
          note={`${textOf(latency(eventLoopLag.maxMs))} at worst`}
        />
        <Stat
          label="Processor, p95"
          of={percent(cpuShareP95)}
          note={`${textOf(percent(gcShare))} freeing memory`}
        />
        <Stat label="Sent of what was due" of={percent(achieved)} note="the rest was dropped" />
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
        title="Sent late by"
        unit="ms"
        note="p99"
        height={128}
        series={DELAY_SERIES}
        yAtLeast={1}
        mayBeLog
        fileName={file('sent-late')}
      />
      <TimeChart
        {...common}
        title="Event-loop lag"
        unit="ms"
        note="the longest in each step"
        height={128}
        series={LAG_SERIES}
        yAtLeast={1}
        mayBeLog
        fileName={file('event-loop-lag')}
      />
      <TimeChart
        {...common}
        title="Processor"
        unit="% of one core"
        height={144}
        series={PROCESSOR_SERIES}
        yAtLeast={1}
        fileName={file('processor')}
      />
    </div>
  );
}
