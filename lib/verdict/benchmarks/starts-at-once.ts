import { METHODS } from '@/lib/plan/intended-mix';
import type { BenchmarkRun, BenchmarkSeen } from './benchmark';

/** How long it took until so many starts at one instant were accepted, ms; broken if not all were. */
export function seeStartsAtOnce(run: BenchmarkRun | undefined, starts: number): BenchmarkSeen {
  const { succeeded = 0, lastMs } = run?.first(METHODS.start, starts) ?? {};
  if (lastMs === undefined) return { missing: 'No start was answered.' };
  const broken =
    succeeded < starts ? `Only ${succeeded} of ${starts} starts were accepted.` : undefined;
  return { value: lastMs, broken, detail: `${succeeded} of ${starts} starts accepted.` };
}
