import { count } from '@/lib/format/number';
import type { BenchmarkRun, BenchmarkSeen } from './benchmark';

/** The share of a run's requests that failed, strictly counted. */
export function seeFailedShare(run: BenchmarkRun | undefined, endpoint?: string): BenchmarkSeen {
  const { requests = 0, failures = 0 } = run?.measured(endpoint) ?? {};
  if (requests === 0) return { missing: 'No request was sent.' };
  const detail = `${count(failures)} of ${count(requests)} requests failed.`;
  return { value: failures / requests, detail };
}
