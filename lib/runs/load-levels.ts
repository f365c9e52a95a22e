import type { LoadPlan } from '@/lib/plan/load-plan';
import { loadShape, type ShapePoint } from '@/lib/plan/load-shape';
import type { StoredSecond } from '@/lib/store/read-seconds';

/** The load that is meant in a second: who was there, of users; what the plan says, of arrivals. */
export function loadLevels(plan: LoadPlan): (tick: StoredSecond['tick']) => number {
  if (plan.load.model === 'closed') return ({ activeUsers }) => activeUsers;
  const { points } = loadShape(plan);
  return ({ second }) => heightAt(points, second * 1000 + 500);
}

function heightAt(points: readonly ShapePoint[], atMs: number): number {
  const next = points.findIndex((point) => point.atMs > atMs);
  const [a, b] = [points[next - 1], points[next]];
  if (a === undefined || b === undefined) return 0;
  return a.level + ((b.level - a.level) * (atMs - a.atMs)) / (b.atMs - a.atMs);
}
