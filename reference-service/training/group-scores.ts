import { meanAndDeviation } from './mean-and-deviation';

/** Deviations this small are rounding: equal rewards summed in different orders. */
const ROUNDING = 1e-12;

/** (reward - mean) / population standard deviation within a group; zeros if all are the same. */
export function normaliseRewards(rewards: readonly number[]): number[] {
  const spread = meanAndDeviation(rewards);
  if (!spread || spread.deviation < ROUNDING) return rewards.map(() => 0);
  return rewards.map((reward) => (reward - spread.mean) / spread.deviation);
}

/** Each discounted return less the group's mean return. */
export function advantagesOf(returns: readonly number[]): number[] {
  const mean = meanAndDeviation(returns)?.mean ?? 0;
  return returns.map((value) => (Math.abs(value - mean) < ROUNDING ? 0 : value - mean));
}
