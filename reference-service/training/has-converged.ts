import { meanAndDeviation } from './mean-and-deviation';

const WINDOW = 10;
const VARIANCE = 0.01;

/** Whether the population variance of the last ten losses is below 0.01; never with fewer than ten. */
export function hasConverged(losses: readonly number[]): boolean {
  if (losses.length < WINDOW) return false;
  const spread = meanAndDeviation(losses.slice(-WINDOW));
  return spread !== undefined && spread.deviation ** 2 < VARIANCE;
}
