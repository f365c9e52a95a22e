/** What one second added: so many of `total` were outside the limit. */
export interface Trials {
  outside: number;
  total: number;
}

type Certainty = 'within' | 'outside' | 'unsure';

/** One comparison of a share with the share that is allowed, looked at after every second. */
export interface SequentialTest {
  add(second: Trials): Certainty;
  /** The share so far; undefined before there is any. */
  readonly share: number | undefined;
}

const ALPHA = 0.05;
/** The bound is tightest after about so many seconds' worth of variance. */
const TUNED_TO = 12;
const MIN_SECONDS = 3;
const MIN_TOTAL = 20;

/**
 * Whether a share is above or below `allowed`, at any time and as often as one looks, wrong in at most 5 % of
 * all looks together: a normal mixture's time-uniform bound (Robbins 1970; Howard, Ramdas et al. 2021,
 * section 3.2) on the sum of outside − allowed · total. Its variance is what seconds vary by, at least what
 * chance makes it, and more where neighbouring seconds are alike.
 */
export function createSequentialTest(allowed: number): SequentialTest {
  const rests: number[] = [];
  let [outside, total] = [0, 0];
  return {
    get share() {
      return total === 0 ? undefined : outside / total;
    },
    add(second) {
      outside += second.outside;
      total += second.total;
      rests.push(second.outside - allowed * second.total);
      if (rests.length < MIN_SECONDS || total < MIN_TOTAL) return 'unsure';
      const sum = outside - allowed * total;
      const variance = Math.max(varianceOfSum(rests), chance(allowed) * total);
      const rho = (variance / rests.length) * TUNED_TO;
      const bound = Math.sqrt((variance + rho) * Math.log((variance + rho) / (rho * ALPHA ** 2)));
      if (Math.abs(sum) <= bound) return 'unsure';
      return sum > 0 ? 'outside' : 'within';
    },
  };
}

/** With nothing allowed at all, one in a hundred is still chance. */
function chance(allowed: number): number {
  const share = Math.min(0.5, Math.max(0.01, allowed));
  return share * (1 - share);
}

/** n times the variance of the seconds, and twice their first two autocovariances where these are positive. */
function varianceOfSum(rests: readonly number[]): number {
  const n = rests.length;
  const mean = rests.reduce((sum, rest) => sum + rest, 0) / n;
  const at = (lag: number) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += ((rests[t] ?? 0) - mean) * ((rests[t - lag] ?? 0) - mean);
    return sum;
  };
  return at(0) + 2 * (Math.max(0, at(1)) + Math.max(0, at(2)));
}
