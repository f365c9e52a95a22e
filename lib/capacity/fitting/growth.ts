import { criticalT } from '@/lib/stats/student-t';
import type { Interval } from './fit-scaling';

/** Real traffic on a day: requests per second, or users. */
export interface Observation {
  atMs: number;
  value: number;
}

export const GROWTHS = ['linear', 'compound'] as const;
export type Growth = (typeof GROWTHS)[number];

export interface GrowthForecast {
  growth: Growth;
  /** Per day: of linear growth in the values' unit, of compound growth a share. */
  perDay: number;
  perDayInterval: Interval;
  rSquared: number;
  /** The growth's own value at the last observation. */
  fitted: number;
  fittedAtMs: number;
  /** When the line is reached; undefined where it is not, as far as can be told. */
  crossesAtMs?: number;
  /** Of 95 %: from when the line may be reached, until when it surely is; undefined ends are open. */
  earliestMs?: number;
  latestMs?: number;
  /** Nothing is said of later days: as far ahead as the observations reach back. */
  reachesToMs: number;
  why: 'crosses' | 'crossed' | 'not-growing' | 'too-far';
}

const MIN_OBSERVATIONS = 4;
const DAY_MS = 86_400_000;
const LEVEL = 0.05;

/**
 * When observed traffic that goes on growing as it did reaches a line whose own interval is known. A straight
 * line through the values, or through their logarithms, by least squares; the dates are where its 95 % band for
 * the mean meets the line's interval. Undefined for fewer than four observations on different days.
 */
export function forecastGrowth(
  observations: readonly Observation[],
  line: { value: number; low: number; high: number },
  growth: Growth,
): GrowthForecast | undefined {
  const usable = observations.filter(({ value }) => growth === 'linear' || value > 0);
  if (new Set(usable.map(({ atMs }) => atMs)).size < MIN_OBSERVATIONS) return undefined;
  const isLinear = growth === 'linear';
  const turned = (value: number) => (isLinear ? value : Math.log(value));
  const first = Math.min(...usable.map(({ atMs }) => atMs));
  const last = Math.max(...usable.map(({ atMs }) => atMs));
  const fit = straightLine(
    usable.map(({ atMs, value }) => ({ x: (atMs - first) / DAY_MS, y: turned(value) })),
  );
  const reachDays = (2 * (last - first)) / DAY_MS;
  const toMs = (day: number | undefined) => (day === undefined ? undefined : first + day * DAY_MS);
  const spanDays = (last - first) / DAY_MS;
  const crossing = fit.slope > 0 ? (turned(line.value) - fit.at(0)) / fit.slope : undefined;
  const of = (value: number) => (isLinear ? value : Math.expm1(value));
  const base = {
    growth,
    perDay: of(fit.slope),
    perDayInterval: [
      of(fit.slope - fit.t * fit.slopeError),
      of(fit.slope + fit.t * fit.slopeError),
    ] as const,
    rSquared: fit.rSquared,
    fitted: isLinear ? fit.at(spanDays) : Math.exp(fit.at(spanDays)),
    fittedAtMs: last,
    reachesToMs: first + reachDays * DAY_MS,
  };
  if (fit.at(spanDays) >= turned(line.value)) return { ...base, why: 'crossed' };
  if (crossing === undefined) return { ...base, why: 'not-growing' };
  const earliestMs = toMs(
    firstDay((day) => fit.at(day) + fit.half(day) >= turned(line.low), spanDays, reachDays),
  );
  if (crossing > reachDays) return { ...base, earliestMs, why: 'too-far' };
  const latestMs = toMs(
    firstDay((day) => fit.at(day) - fit.half(day) >= turned(line.high), spanDays, reachDays),
  );
  return { ...base, crossesAtMs: toMs(crossing), earliestMs, latestMs, why: 'crosses' };
}

/** The first day, to the hour, from `from` on of which something is so; undefined where of none up to `to`. */
function firstDay(isSo: (day: number) => boolean, from: number, to: number): number | undefined {
  for (let day = from; day <= to; day += 1 / 24) if (isSo(day)) return day;
  return undefined;
}

function straightLine(points: readonly { x: number; y: number }[]) {
  const n = points.length;
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / n;
  const [x0, y0] = [mean(({ x }) => x), mean(({ y }) => y)];
  const sxx = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / sxx;
  const at = (x: number) => y0 + slope * (x - x0);
  const squares = points.reduce((sum, { x, y }) => sum + (y - at(x)) ** 2, 0);
  const total = points.reduce((sum, { y }) => sum + (y - y0) ** 2, 0);
  const deviation = Math.sqrt(squares / (n - 2));
  const t = criticalT(LEVEL, n - 2);
  return {
    slope,
    at,
    t,
    slopeError: deviation / Math.sqrt(sxx),
    rSquared: total === 0 ? 0 : 1 - squares / total,
    half: (x: number) => t * deviation * Math.sqrt(1 / n + (x - x0) ** 2 / sxx),
  };
}
