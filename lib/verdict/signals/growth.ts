import { median } from './series';

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
const MAX_IN_THREE = 0.7;

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
    (value, index) => (values[index + 3] ?? value) - value > MAX_IN_THREE * total,
  );
  return rising.length >= RISING * (values.length - 1) && !leap;
}

export interface Rhythm {
  periodMs: number;
  /** Indexes of the instants that keep it. */
  kept: number[];
}

const MIN_INSTANTS = 4;
const MAX_INSTANTS = 1000;
/** How far from its beat an instant may be, and how many of them must keep it; how many beats may be empty. */
const OFF_BEAT = 0.08;
const KEPT = 0.8;
const FILLED = 0.7;

/**
 * The period in which instants (ms, ascending) come back, in step from the first to the last; undefined when
 * they do not. `slackMs` is how exactly they are known.
 */
export function findPeriod(instantsMs: readonly number[], slackMs = 0): Rhythm | undefined {
  // Of more than can be laid beside each other, the first ones tell.
  if (instantsMs.length > MAX_INSTANTS)
    return findPeriod(instantsMs.slice(0, MAX_INSTANTS), slackMs);
  if (instantsMs.length < MIN_INSTANTS) return undefined;
  const gaps = instantsMs.slice(1).map((instant, index) => instant - (instantsMs[index] ?? 0));
  const first = median(gaps) ?? 0;
  // Beats are counted from gap to gap: over a long run, the median gap alone would lose count.
  let beat = 0;
  const beats = [0, ...gaps.map((gap) => (beat += first === 0 ? 0 : Math.round(gap / first)))];
  const { slope: periodMs, start } = lineThrough(beats, instantsMs);
  const allowed = Math.max(OFF_BEAT * periodMs, slackMs);
  const kept = instantsMs.flatMap((instant, index) =>
    Math.abs(instant - start - (beats[index] ?? 0) * periodMs) <= allowed ? [index] : [],
  );
  const keptBeats = new Set(kept.map((index) => beats[index] ?? 0));
  const expected = Math.max(...keptBeats) - Math.min(...keptBeats) + 1;
  const steady =
    periodMs > 2 * slackMs &&
    keptBeats.size >= MIN_INSTANTS &&
    keptBeats.size >= KEPT * instantsMs.length &&
    keptBeats.size >= FILLED * expected;
  return steady ? { periodMs, kept } : undefined;
}

/** Theil and Sen's line: the median slope of all pairs, which a few strays do not move. */
function lineThrough(xs: readonly number[], ys: readonly number[]) {
  const slopes = xs.flatMap((x, i) =>
    xs.flatMap((other, j) => (other > x ? [((ys[j] ?? 0) - (ys[i] ?? 0)) / (other - x)] : [])),
  );
  const slope = median(slopes) ?? 0;
  return { slope, start: median(ys.map((y, index) => y - slope * (xs[index] ?? 0))) ?? 0 };
}
