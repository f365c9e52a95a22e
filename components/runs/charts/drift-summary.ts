import { span } from '@/lib/core/duration';
import type { RunDrift } from '@/lib/runs/model';

const NAMES: Record<RunDrift['metric'], string> = {
  p95Ms: 'p95',
  requestsPerSecond: 'throughput',
  memoryBytes: 'the target’s memory',
  jobQueue: 'the queue of jobs',
};

/** What drifts, in a sentence, and when the first objective breaks of it. */
export function driftSummary(drift: readonly RunDrift[]): string {
  const sure = drift.filter(({ isSure }) => isSure);
  if (sure.length === 0) return 'Nothing drifts that could be told from chance.';
  const parts = sure.map(
    ({ metric, perHour }) => `${NAMES[metric]} ${perHour > 0 ? 'rises' : 'falls'}`,
  );
  const said = parts.join(', ');
  const first = sure
    .flatMap(({ metric, breaksInMs }) => (breaksInMs === undefined ? [] : [{ metric, breaksInMs }]))
    .sort((a, b) => a.breaksInMs - b.breaksInMs)[0];
  const breaks =
    first === undefined
      ? ''
      : ` Going on like this, ${NAMES[first.metric]} breaks its objective ${first.breaksInMs === 0 ? 'at once' : `in ${span(first.breaksInMs)}`}.`;
  return `${said.charAt(0).toUpperCase() + said.slice(1)} for certain.${breaks}`;
}
