import type { ResampledRun } from './resample-run';
import { covarianceOf, type Interval, stepInterval, varianceOf } from './step-interval';

/** Two runs that were resampled; `paired`: in blocks at the same times of both. */
export interface ResampledPair<Values> {
  base: ResampledRun<Values>;
  candidate: ResampledRun<Values>;
  paired: boolean;
}

/**
 * The interval of how far a value moved from base to candidate. Paired, what both runs have at the same
 * time (a ramp) does not count as chance. Undefined where the runs are too short.
 */
export function resampledStep<Values>(
  { base, candidate, paired }: ResampledPair<Values>,
  read: (values: Values) => number,
  level: number,
): Interval | undefined {
  const drawn = [base, candidate].map(({ draws }) => draws.map(read));
  const [a = [], b = []] = drawn;
  const [va, vb] = [varianceOf(a), varianceOf(b)];
  if (va === undefined || vb === undefined) return undefined;
  const scale = Math.sqrt(base.correction * candidate.correction);
  return stepInterval(
    { value: read(base.point), variance: va * base.correction, observations: base.blocks },
    {
      ...{ value: read(candidate.point), variance: vb * candidate.correction },
      observations: candidate.blocks,
    },
    level,
    paired ? scale * covarianceOf(a, b) : 0,
  );
}
