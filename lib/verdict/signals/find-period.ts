import { median } from './median';

export interface Rhythm {
  periodMs: number;
  /** Indexes of the instants that keep it. */
  kept: number[];
}

const LEAST_INSTANTS = 4;
/** How far from its beat an instant may be, and how many of them must keep it; how many beats may be empty. */
const OFF_BEAT = 0.12;
const KEPT = 0.75;
const FILLED = 0.7;

/**
 * The period in which instants (ms, ascending) come back, in step from the first to the last; undefined when
 * they do not. `slackMs` is how exactly they are known.
 */
export function findPeriod(instantsMs: readonly number[], slackMs = 0): Rhythm | undefined {
  if (instantsMs.length < LEAST_INSTANTS) return undefined;
  const gaps = instantsMs.slice(1).map((instant, index) => instant - (instantsMs[index] ?? 0));
  const first = median(gaps) ?? 0;
  // The median gap is good for counting beats; the beats then tell the period itself.
  const beats = instantsMs.map((instant) => Math.round((instant - (instantsMs[0] ?? 0)) / first));
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
    kept.length >= KEPT * instantsMs.length &&
    keptBeats.size >= FILLED * expected;
  return steady ? { periodMs, kept } : undefined;
}

/** Least squares. */
function lineThrough(xs: readonly number[], ys: readonly number[]) {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const sxy = xs.reduce((sum, x, index) => sum + (x - mx) * ((ys[index] ?? 0) - my), 0);
  const sxx = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const slope = sxx === 0 ? 0 : sxy / sxx;
  return { slope, start: my - slope * mx };
}
