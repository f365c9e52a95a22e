import type { LoadPlan } from '@/lib/plan/load-plan';

const TRAINING_MIX: Record<string, number> = {
  'training.start_grpo': 0.3,
  'training.get_status': 0.4,
  'training.export_trajectories': 0.2,
  'training.cancel': 0.1,
};

/** What share of the tasks each endpoint was meant to have; undefined when the plan mixes behaviours. */
export function intendedShare(plan: LoadPlan, endpoint: string): number | undefined {
  const names = new Set(plan.users.map((user) => user.behaviour));
  if (names.size !== 1) return undefined;
  if (names.has('burst')) return endpoint === 'training.get_status' ? 1 : 0;
  return TRAINING_MIX[endpoint];
}
