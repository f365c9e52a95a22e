import type { ScalingPoint } from './fit-law';

const points = (loads: number[], throughputs: number[]): ScalingPoint[] =>
  loads.map((n, i) => ({ n, throughput: throughputs[i] ?? 0 }));

/** SPEC SDM91 on a SPARCcenter 2000, scripts per hour by users: the example of the R package usl. */
export const SPECSDM91 = points(
  [1, 18, 36, 72, 108, 144, 216],
  [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2],
);

/** A ray tracer by processors, the package's other example (Gunther 2007, table 5.1). */
export const RAYTRACER = points(
  [1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64],
  [20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310],
);
