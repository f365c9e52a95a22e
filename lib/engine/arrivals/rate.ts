/** Arrivals per second, constant or going evenly from one rate to another. */
export type RateStage =
  | { durationMs: number; ratePerSecond: number }
  | { durationMs: number; fromRatePerSecond: number; toRatePerSecond: number };

interface Segment {
  startMs: number;
  durationMs: number;
  /** Arrivals per ms at its two ends. */
  from: number;
  to: number;
  /** Arrivals before it, and in it: areas under the rate, not whole numbers. */
  before: number;
  count: number;
}

// Sums of areas are off by this much at most, of arrivals in the millions.
const ROUNDING = 1e-6;

/** A rate over time, and how many arrivals it has brought by then. */
export interface ArrivalRate {
  durationMs: number;
  /** The area under the rate: how many arrivals are meant. */
  total: number;
  /** Arrivals per second. */
  rateAt(ms: number): number;
  /** The area up to `ms`. */
  arrivalsUntil(ms: number): number;
  /** When the area reaches `arrivals`, ms; undefined when it never does, or only at the very end. */
  instantOf(arrivals: number): number | undefined;
}

/** Stages one after the other. */
export function arrivalRate(stages: readonly RateStage[]): ArrivalRate {
  const segments: Segment[] = [];
  let [startMs, before] = [0, 0];
  for (const stage of stages) {
    const { durationMs } = stage;
    const [from, to] =
      'ratePerSecond' in stage
        ? [stage.ratePerSecond / 1000, stage.ratePerSecond / 1000]
        : [stage.fromRatePerSecond / 1000, stage.toRatePerSecond / 1000];
    // Not from the rates per ms: 70/s for 100 ms is 7 arrivals, 0.07 × 100 is a little more.
    const count = (areaPerSecond(stage) * durationMs) / 1000;
    segments.push({ startMs, durationMs, from, to, before, count });
    startMs += durationMs;
    before += count;
  }
  const total = before;
  const segmentAt = (ms: number) =>
    firstWhere(segments, (one) => ms < one.startMs + one.durationMs);
  return {
    durationMs: startMs,
    total,
    rateAt(ms) {
      const segment = ms < 0 ? undefined : segmentAt(ms);
      if (segment === undefined) return 0;
      const { from, to, durationMs } = segment;
      return 1000 * (from + ((to - from) * (ms - segment.startMs)) / durationMs);
    },
    arrivalsUntil(ms) {
      if (ms <= 0) return 0;
      const segment = segmentAt(ms);
      if (segment === undefined) return total;
      const { from, to, durationMs } = segment;
      const t = ms - segment.startMs;
      return segment.before + from * t + ((to - from) * t * t) / (2 * durationMs);
    },
    instantOf(arrivals) {
      if (arrivals < 0) return undefined;
      // What is due at a segment's very end belongs to the next, which may be after a pause.
      const segment = firstWhere(segments, (one) => arrivals < one.before + one.count - ROUNDING);
      if (segment === undefined) return undefined;
      return segment.startMs + timeTo(arrivals - segment.before, segment);
    },
  };
}

function areaPerSecond(stage: RateStage): number {
  return 'ratePerSecond' in stage
    ? stage.ratePerSecond
    : (stage.fromRatePerSecond + stage.toRatePerSecond) / 2;
}

/** By halving: once `holds` is true of a segment, it is of all after it. */
function firstWhere(
  segments: readonly Segment[],
  holds: (segment: Segment) => boolean,
): Segment | undefined {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment !== undefined && holds(segment)) high = middle;
    else low = middle + 1;
  }
  return segments[low];
}

/**
 * Solves from·t + (to − from)·t²/(2·duration) = area for t, in the form of the quadratic formula that does
 * not subtract nearly equal numbers, and holds for constant rates too.
 */
function timeTo(area: number, { from, to, durationMs }: Segment): number {
  if (area <= 0) return 0;
  const slope = (to - from) / durationMs;
  const root = Math.sqrt(Math.max(0, from * from + 2 * slope * area));
  // Both are 0 for areas of less than 1e-300 at the foot of a ramp, which bursty gamma gaps can be.
  return from + root > 0 ? Math.min(durationMs, (2 * area) / (from + root)) : 0;
}
