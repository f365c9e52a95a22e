import type { PlanInput } from '@/lib/plan/load-plan';

/** A plan to edit, made of something else; `notes` say what was left out, and what was assumed. */
export interface ImportedPlan {
  plan: PlanInput;
  notes: string[];
}

/** A light load to begin with: what was imported says what to send, and not how often. */
export const LIGHT_LOAD = {
  model: 'open',
  arrivals: 'constant',
  stages: [{ durationMs: 60_000, ratePerSecond: 1 }],
} as const satisfies PlanInput['load'];

export const LIGHT_LOAD_NOTE = 'The load is 1 request a second for a minute: set your own.';
