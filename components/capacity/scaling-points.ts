import type { PlotPoint } from '@/components/charts/series';
import type { CapacityPage, CapacityPoint, CurvePoint, TrafficPoint } from '@/lib/capacity/model';

type GrowthForecast = CapacityPage['forecasts'][number];

/** Measured levels and the law over one axis. The law goes on, dashed, from its last point within the data. */
export function scalingPoints(
  measured: readonly CapacityPoint[],
  curve: readonly CurvePoint[],
): PlotPoint[] {
  const lastWithin = curve.findLastIndex(({ beyondData }) => !beyondData);
  const law = curve.map(({ n, throughput, low, high, beyondData }, at) => ({
    x: n,
    values: {
      law: beyondData ? undefined : throughput,
      beyond: at >= lastWithin ? throughput : undefined,
      low,
      high,
    },
  }));
  const dots = measured.map(({ n, throughput }) => ({
    x: n,
    values: { ...law.find(({ x }) => x === n)?.values, measured: throughput },
  }));
  const rest = law.filter(({ x }) => !measured.some(({ n }) => n === x));
  return [...dots, ...rest].sort((a, b) => a.x - b.x);
}

/** Response times by the throughput that they were measured at. */
export function latencyPoints(measured: readonly CapacityPoint[]): PlotPoint[] {
  return measured
    .map(({ throughput, p50Ms, p95Ms }) => ({ x: throughput, values: { p50: p50Ms, p95: p95Ms } }))
    .sort((a, b) => a.x - b.x);
}

const DAY_MS = 86_400_000;
const STEPS = 40;

/** What was observed, and what either growth makes of it up to where it may be forecast. */
export function trafficPoints(
  observed: readonly TrafficPoint[],
  forecasts: readonly GrowthForecast[],
): PlotPoint[] {
  const dots = observed.map(({ at, value }) => ({
    x: Date.parse(at),
    values: { observed: value } as PlotPoint['values'],
  }));
  const last = dots.at(-1);
  const [first] = forecasts;
  if (last === undefined || first === undefined) return dots;
  const until = Math.min(first.reachesToMs, Math.max(...forecasts.map(endOf), last.x + DAY_MS));
  const steps = Array.from(
    { length: STEPS + 1 },
    (_, at) => last.x + ((until - last.x) * at) / STEPS,
  );
  return [
    ...dots,
    ...steps.map((x) => ({
      x,
      values: Object.fromEntries(
        forecasts.map((forecast) => [forecast.growth, valueAt(forecast, x)]),
      ),
    })),
  ];
}

function endOf({ crossesAtMs, latestMs, reachesToMs }: GrowthForecast): number {
  return latestMs ?? crossesAtMs ?? reachesToMs;
}

function valueAt({ growth, fittedAtMs, fitted, perDay }: GrowthForecast, x: number): number {
  const days = (x - fittedAtMs) / DAY_MS;
  return growth === 'linear' ? fitted + perDay * days : fitted * (1 + perDay) ** days;
}
