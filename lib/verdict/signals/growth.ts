export interface GrowthLimits {
  /** How much it must have grown, and how many times its first level … */
  by: number;
  share: number;
  /** … over how many steps at least. */
  steps: number;
}

/** A lasting rise: indexes of its lowest and its highest value. */
export interface Growth {
  from: number;
  to: number;
  low: number;
  high: number;
}

/** It is over when so much of the rise is lost again. */
const LOST = 0.4;
/** Of the steps so many must go up; no three of them together may make up more than this of it. */
const RISING = 0.5;
const FOOT = 0.1;
const MOST_IN_THREE = 0.7;

/** The largest rise that went on step by step, not in one leap; undefined where there is none. */
export function findGrowth(
  values: readonly number[],
  { by, share, steps }: GrowthLimits,
): Growth | undefined {
  const grown = risesOf(values)
    .map((rise) => withoutFoot(values, rise))
    .filter(
      ({ from, to, low, high }) =>
        high - low >= by &&
        high - low >= share * low &&
        to - from >= steps &&
        isGradual(values.slice(from, to + 1), high - low),
    );
  return grown.sort((a, b) => b.high - b.low - (a.high - a.low))[0];
}

function risesOf(values: readonly number[]): Growth[] {
  const rises: Growth[] = [];
  let rise: Growth | undefined;
  for (const [index, value] of values.entries()) {
    const isLost =
      rise !== undefined && (value < rise.low || rise.high - value > LOST * (rise.high - rise.low));
    if (rise !== undefined && isLost && rise.to > rise.from) rises.push(rise);
    // A rise begins at the last of its lowest values.
    if (rise === undefined || isLost || value <= rise.low)
      rise = { from: index, to: index, low: value, high: value };
    else if (value > rise.high) rise = { ...rise, to: index, high: value };
  }
  return rise === undefined ? rises : [...rises, rise];
}

/** The last slow steps before the rise proper are not part of it. */
function withoutFoot(values: readonly number[], rise: Growth): Growth {
  const foot = rise.low + FOOT * (rise.high - rise.low);
  const from = values.findLastIndex((value, index) => index <= rise.to && value <= foot);
  return from < rise.from ? rise : { ...rise, from };
}

function isGradual(values: readonly number[], total: number): boolean {
  const rising = values.filter((value, index) => index > 0 && value > (values[index - 1] ?? 0));
  const leap = values.some(
    (value, index) => (values[index + 3] ?? value) - value > MOST_IN_THREE * total,
  );
  return rising.length >= RISING * (values.length - 1) && !leap;
}
