/** How many values a second had, and how many of them were above the quantile. */
export interface Exceedances {
  count: number;
  above: number;
}

const BATCHES = 15;
const MIN_BATCHES = 8;

/**
 * How many independent values would tell as much about a quantile as these, which came in order and are
 * alike in time: from how much more the share above the quantile varies between batches of seconds than
 * chance would make it (batch means for quantiles, Seila 1982; the ratio estimator for batches of unequal
 * size, Cochran, Sampling Techniques, 6.3). Never more than there are. Too few batches: as many as there are.
 */
export function effectiveCount(seconds: readonly Exceedances[]): number {
  const batches = batchesOf(seconds);
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const above = batches.reduce((sum, batch) => sum + batch.above, 0);
  const share = above / count;
  if (batches.length < MIN_BATCHES || share <= 0 || share >= 1) return count;
  const squares = batches.reduce((sum, batch) => sum + (batch.above - share * batch.count) ** 2, 0);
  const variance = ((squares / count ** 2) * batches.length) / (batches.length - 1);
  const byChance = (share * (1 - share)) / count;
  return Math.floor(count / Math.max(1, variance / byChance));
}

/** At most 15 of equally many seconds, so that what is alike within seconds does not look like chance. */
function batchesOf(seconds: readonly Exceedances[]): Exceedances[] {
  const length = Math.max(1, Math.ceil(seconds.length / BATCHES));
  const batches: Exceedances[] = [];
  for (const [index, { count, above }] of seconds.entries()) {
    const last = batches[Math.floor(index / length)];
    if (last === undefined) batches.push({ count, above });
    else {
      last.count += count;
      last.above += above;
    }
  }
  return batches.filter((batch) => batch.count > 0);
}
