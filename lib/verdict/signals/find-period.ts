import { median } from './series';

export interface Rhythm {
  periodMs: number;
  /** Indexes of the instants that keep it. */
  kept: number[];
}

const LEAST_INSTANTS = 4;
const MOST_INSTANTS = 1000;
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
  if (instantsMs.length > MOST_INSTANTS)
    return findPeriod(instantsMs.slice(0, MOST_INSTANTS), slackMs);
  if (instantsMs.length < LEAST_INSTANTS) return undefined;
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
    keptBeats.size >= LEAST_INSTANTS &&
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
