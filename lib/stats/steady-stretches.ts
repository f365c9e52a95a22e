/** A second of a run, with the load that was meant in it: users, or arrivals per second. */
export interface LoadSecond {
  second: number;
  level: number;
}

/** Whole seconds of one load, `from` included and `to` not. */
export interface Stretch {
  level: number;
  from: number;
  to: number;
}

const SAME = 0.02;
const MIN_SECONDS = 5;
const MIN_SETTLED_SECONDS = 3;
const SETTLE_SHARE = 0.1;
const MIN_SETTLE = 2;
const MAX_SETTLE = 30;

/**
 * The stretches of a run in which the load stood still, within 2 %, for five seconds and more. The first tenth
 * of each, from two to thirty seconds, is left out: what the load before it left behind. Of a run that settled
 * before its first counted second (`isSettled`) nothing is, and three seconds are enough.
 */
export function steadyStretches(
  seconds: readonly LoadSecond[],
  { isSettled = false } = {},
): Stretch[] {
  const least = isSettled ? MIN_SETTLED_SECONDS : MIN_SECONDS;
  const stretches: Stretch[] = [];
  let start = 0;
  for (let at = 1; at <= seconds.length; at++) {
    const [first, now] = [seconds[start], seconds[at]];
    if (first === undefined) break;
    const goesOn =
      now !== undefined &&
      now.second === first.second + (at - start) &&
      Math.abs(now.level - first.level) <= SAME * first.level;
    if (goesOn) continue;
    const length = at - start;
    const settle = isSettled
      ? 0
      : Math.min(MAX_SETTLE, Math.max(MIN_SETTLE, Math.ceil(SETTLE_SHARE * length)));
    if (first.level > 0 && length - settle >= least)
      stretches.push({
        level: first.level,
        from: first.second + settle,
        to: first.second + length,
      });
    start = at;
  }
  return stretches;
}
