import { ownValue } from '@/lib/core/own-value';
import type { EndpointSecond, Evidence } from '../evidence';
import { median, medianOf, quantileOf, smooth } from './series';
import { type Spell, spellsOf, within } from './spells';

/** How an endpoint's service time left its own quiet level. */
export interface LatencyRaise extends Raise {
  metric: 'p50' | 'p95';
}

export interface EndpointRaise {
  name: string;
  /** Undefined: it stayed where it was. */
  raise?: LatencyRaise;
}

/** Half as much again is weather; four seconds of it are not. */
const P50_LIMITS = { ratio: 1.8, more: 20, seconds: 4 };
const P95_LIMITS = { ratio: 3, more: 100, seconds: 5 };
const MIN_REQUESTS = 20;
/** A running median is over so many requests, about. */
const REQUESTS_IN_MEDIAN = 12;

/** Where one endpoint's, or all requests', service time was raised. */
export function latencyRaise(seconds: readonly EndpointSecond[]): LatencyRaise | undefined {
  const requests = seconds.reduce((sum, second) => sum + second.requests, 0);
  if (requests < MIN_REQUESTS) return undefined;
  const width = widthFor(requests / seconds.length);
  const p50 = findRaise(
    seconds.map(({ p50Ms }) => p50Ms),
    { ...P50_LIMITS, width },
  );
  if (p50 !== undefined) return { ...p50, metric: 'p50' };
  const p95 = findRaise(
    seconds.map(({ p95Ms }) => p95Ms),
    { ...P95_LIMITS, width },
  );
  return p95 && { ...p95, metric: 'p95' };
}

/** Of each endpoint that was called often enough to tell. */
export function endpointRaises({ seconds }: Evidence): EndpointRaise[] {
  const names = new Set(seconds.flatMap(({ endpoints }) => Object.keys(endpoints)));
  return [...names].sort().flatMap((name) => {
    const own = seconds.map(({ endpoints }) => ownValue(endpoints, name) ?? { requests: 0 });
    const requests = own.reduce((sum, second) => sum + second.requests, 0);
    return requests < MIN_REQUESTS ? [] : [{ name, raise: latencyRaise(own) }];
  });
}

function widthFor(perSecond: number): number {
  const wanted = Math.ceil(REQUESTS_IN_MEDIAN / Math.max(1, perSecond));
  return Math.min(9, Math.max(3, wanted + ((wanted + 1) % 2)));
}

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
