import type { MetricSeries } from '@/lib/metrics/model';
import type { Store } from '@/lib/store/open-store';
import { readMetricSeries } from '@/lib/store/read-metric-series';

/** The gauge of a service that can be broken on purpose: 1 while a fault is on. */
const FAULT_GAUGE = 'training_fault_active';

export interface FaultMark {
  atMs: number;
  text: string;
}

/** When faults were switched on and off: whenever a series leaves 0 or comes back to it. */
export function faultMarks(series: readonly Pick<MetricSeries, 'labels' | 'atMs' | 'values'>[]) {
  const marks = series.flatMap(({ labels, atMs, values }): FaultMark[] =>
    values.flatMap((value, index) => {
      const before = values[index - 1] ?? 0;
      if (value > 0 === before > 0) return [];
      const text = `${labels.fault ?? 'Fault'} ${value > 0 ? 'on' : 'off'}`;
      return [{ atMs: atMs[index] ?? 0, text }];
    }),
  );
  return marks.sort((a, b) => a.atMs - b.atMs);
}

/** Those of a run that its target told of. */
export function faultMarksOf({ sqlite }: Store, runId: number): FaultMark[] {
  return faultMarks(readMetricSeries(sqlite, runId, (name) => name === FAULT_GAUGE));
}
