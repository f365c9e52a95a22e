import { type Gap, heightOf, type Limit, type PlotPoint, type PlotSeries } from './series';

const STEPS = [1, 2, 2.5, 5, 10];

export interface NiceAxis {
  max: number;
  ticks: number[];
}

export interface LogAxis extends NiceAxis {
  min: number;
}

/** An axis from 0 to at least `most` with round ticks, `about` of them above zero. */
export function niceAxis(most: number, about: number): NiceAxis {
  if (!(most > 0)) return { max: 1, ticks: [0, 1] };
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((step) => step * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil((most / step) * 0.999);
  const ticks = Array.from({ length: count + 1 }, (_, index) => rounded(index * step));
  return { max: ticks.at(-1) ?? most, ticks };
}

/** An axis that reaches below zero as well, to at most `lowest`, with a tick at zero. */
export function withNegative(lowest: number, most: number, about: number): LogAxis {
  const [, step = 1] = niceAxis(Math.max(most, 0) - lowest, about).ticks;
  const below = Math.ceil((-lowest / step) * 0.999);
  const above = Math.ceil((Math.max(most, 0) / step) * 0.999);
  const ticks = Array.from({ length: below + above + 1 }, (_, index) =>
    rounded((index - below) * step),
  );
  return { min: ticks[0] ?? lowest, max: ticks.at(-1) ?? most, ticks };
}

/** A logarithmic axis that covers [least, most], from one of 1, 2, 5 to another. */
export function niceLogAxis(least: number, most: number): LogAxis {
  if (!(least > 0) || !(most > 0)) return { min: 1, max: 10, ticks: [1, 10] };
  const all = logTicks(least / 10, most * 10);
  const min = all.findLast((tick) => tick <= least) ?? least;
  const max = all.find((tick) => tick >= most && tick > min) ?? most;
  return { min, max, ticks: logTicks(min, max) };
}

/** Without the dust of binary fractions: 0.30000000000000004 is 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** 1, 2 and 5 times the powers of ten within [from, to]; powers alone over more than 3 decades. */
export function logTicks(from: number, to: number): number[] {
  const steps = Math.log10(to / from) > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++)
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick >= from && tick <= to) ticks.push(tick);
    }
  return ticks;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((n) => n * HOUR),
];

/** Round times within [fromMs, toMs], at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, most = 10): number[] {
  const step = STEPS_MS.find((step) => (toMs - fromMs) / step <= most) ?? 24 * HOUR;
  const ticks: number[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step) ticks.push(at);
  return ticks;
}

export type Scale = 'linear' | 'log';

interface YAxisNeeds {
  points: readonly PlotPoint[];
  series: readonly PlotSeries[];
  limits?: readonly Limit[];
  /** Bands are seen whole. */
  gaps?: readonly Gap[];
  yAtLeast?: number;
  scale?: Scale;
  height: number;
}

/** Round ticks for the lines shown: from zero, or over the powers of ten that they span. */
export function yAxisFor({
  points,
  series,
  limits = [],
  gaps = [],
  yAtLeast = 0,
  scale,
  height,
}: YAxisNeeds): LogAxis {
  let most = Math.max(yAtLeast, ...limits.map(({ value }) => value * 1.15));
  let least = Number.POSITIVE_INFINITY;
  let lowest = 0;
  for (const { values } of points)
    for (const { from, to } of gaps) {
      most = Math.max(most, values[to] ?? 0);
      lowest = Math.min(lowest, values[from] ?? 0);
    }
  for (const point of points)
    for (const line of series) {
      const value = heightOf(point, line, series);
      if (value === undefined) continue;
      most = Math.max(most, value);
      lowest = Math.min(lowest, value);
      if (value > 0) least = Math.min(least, value);
    }
  if (scale === 'log') return niceLogAxis(Math.min(least, most), most);
  const about = Math.max(2, Math.round(height / 48));
  if (lowest < 0) return withNegative(lowest, most, about);
  return { min: 0, ...niceAxis(most, about) };
}
