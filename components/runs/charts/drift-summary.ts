import { span } from '@/lib/core/duration';
import type { RunDrift } from '@/lib/runs/model';

const NAMES: Record<RunDrift['metric'], string> = {
  p95Ms: 'p95',
  requestsPerSecond: 'throughput',
  memoryBytes: 'target memory',
  jobQueue: 'job queue length',
};

/** What drifts, in a sentence, and when the first objective breaks of it. */
export function driftSummary(drift: readonly RunDrift[]): string {
  const sure = drift.filter(({ isSure }) => isSure);
  if (sure.length === 0) return 'No significant drift.';
  const parts = sure.map(
    ({ metric, perHour }) => `${NAMES[metric]} ${perHour > 0 ? 'rises' : 'falls'}`,
  );
  const first = sure
    .flatMap(({ metric, breaksInMs }) => (breaksInMs === undefined ? [] : [{ metric, breaksInMs }]))
    .sort((a, b) => a.breaksInMs - b.breaksInMs)[0];
  const breaks =
    first === undefined
      ? ''
      : ` At this rate, ${NAMES[first.metric]} violates its objective ${first.breaksInMs === 0 ? 'now' : `in ${span(first.breaksInMs)}`}.`;
  return `Significant drift: ${parts.join(', ')}.${breaks}`;
}
