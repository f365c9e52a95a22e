import type { FaultCase } from './fault-cases';
import { type FaultRun, faultRun, type Timing } from './fault-run';

const MOST_TRIES = 3;

/** A run whose own generator was short of breath says so, and is repeated, twice at most. */
export async function quietRun(
  fault: FaultCase,
  timing: Timing,
  onRepeat?: () => void,
): Promise<FaultRun> {
  for (let tries = 1; ; tries++) {
    const run = await faultRun(fault, timing);
    if (run.findings[0]?.code !== 'generator-saturated' || tries === MOST_TRIES) return run;
    onRepeat?.();
  }
}
