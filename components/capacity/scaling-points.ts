import type { PlotPoint } from '@/components/charts/series';
import type { CapacityPoint, CurvePoint } from '@/lib/capacity/model';

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
      ...{ low, high },
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
