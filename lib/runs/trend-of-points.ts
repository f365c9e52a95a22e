import { type ChangePoint, changePoints } from '@/lib/stats/change-points';

/** Where a plain series changed. */
export function trendOfPoints(points: number[]): { points: number[]; changes: ChangePoint[] } {
  return { points, changes: changePoints(points) };
}
