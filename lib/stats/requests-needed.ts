import { valuesNeeded } from './intervals';

/**
 * How many more requests the `q`-quantile needs for its 95 % interval to exist, when `count` requests so far
 * tell as much as `effective` independent ones and further ones are as much alike. 0 when there are enough.
 */
export function requestsNeeded(q: number, count: number, effective = count): number {
  const missing = valuesNeeded(q) - effective;
  if (missing <= 0) return 0;
  return count === 0 ? missing : Math.ceil((missing * count) / Math.max(1, effective));
}
