import { median, medianOf, quantileOf } from './series';
import { smooth } from './smooth';
import { type Spell, spellsOf, within } from './spells';

export interface RaiseLimits {
  /** How many times its own quiet level a value must be … */
  ratio: number;
  /** … and how much more than it … */
  more: number;
  /** … for how many seconds. */
  seconds: number;
  /** Over how many seconds running medians are taken, odd. */
  width?: number;
}

/** A level that was left for a while. */
export interface Raise {
  /** The quiet level, and the middle value while it was left. */
  base: number;
  level: number;
  spells: Spell[];
}

/** Beyond the ordinary scatter of the quiet half: so many of its median deviations. */
const DEVIATIONS = 6;
const TO_SIGMA = 1.4826;
/** A cold service is slow for a moment. */
const START_SECONDS = 2;

/**
 * Where values lie above their own quiet level, the lower quartile of the run: so up to three quarters of it
 * may be raised. Undefined when they never do, or when there are too few to know.
 */
export function findRaise(
  values: readonly (number | undefined)[],
  { ratio, more, seconds, width = 3 }: RaiseLimits,
): Raise | undefined {
  const smoothed = smooth(values, width);
  const present = smoothed.filter((value) => value !== undefined);
  const base = quantileOf(present, 0.25);
  if (base === undefined || present.length < 2 * seconds) return undefined;
  const middle = median(present) ?? base;
  const quiet = present.filter((value) => value <= middle);
  const scatter = TO_SIGMA * (median(quiet.map((value) => Math.abs(value - base))) ?? 0);
  const limit = Math.max(base * ratio, base + more, base + DEVIATIONS * scatter);
  const raised = smoothed.map((value) => value !== undefined && value > limit);
  const spells = spellsOf(raised, seconds, 2).filter(({ to }) => to >= START_SECONDS + seconds);
  const level = medianOf(within(smoothed, spells));
  return level === undefined ? undefined : { base, level, spells };
}
