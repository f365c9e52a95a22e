import { fitScaling, type ScalingFit, type ScalingModel } from '@/lib/capacity/fitting/fit-scaling';
import { PlimsollError } from '@/lib/core/errors';

/** The scaling law through points of one's own. Throws `invalid-input` where no law can be fitted. */
export function fitOfPoints(
  points: readonly { n: number; throughput: number }[],
  model?: ScalingModel,
): ScalingFit {
  const fit = fitScaling(points, model);
  if (fit !== undefined) return fit;
  throw new PlimsollError(
    'invalid-input',
    'No law can be fitted to these points: give at least three levels of load with some throughput.',
  );
}
