import { usersOf } from '@/lib/plan/figures';
import type { ClosedLoad } from '@/lib/plan/load';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { BEHAVIOURS, type BehaviourName, type UserShare } from '@/lib/plan/users';

/** A scenario while it is being written: numbers may be missing (NaN). */
export interface ScenarioDraft {
  stages: StageDraft[];
  /** A behaviour's weight; undefined when no user does it. */
  weights: Record<BehaviourName, number | undefined>;
  waitMs?: { min: number; max: number };
  timeoutMs: number;
}

export interface StageDraft {
  /** Tells stages apart while they are added and removed. */
  key: number;
  users: number;
  spawnPerSecond: number;
  durationMs: number;
}

export const NEW_DRAFT: ScenarioDraft = {
  stages: [{ key: 0, users: 20, spawnPerSecond: 5, durationMs: 300_000 }],
  weights: weightsOf([{ behaviour: 'training-api', weight: 1 }]),
  timeoutMs: 30_000,
};

function weightsOf(users: readonly UserShare[]): ScenarioDraft['weights'] {
  const weights = BEHAVIOURS.map((name) => [
    name,
    users.find(({ behaviour }) => behaviour === name)?.weight,
  ]);
  return Object.fromEntries(weights) as ScenarioDraft['weights'];
}

/** The fields that the form has; a plan with any other opens as JSON, so that nothing of it is lost. */
const FORM_FIELDS = ['name', 'load', 'users', 'timeoutMs'];

export type FormPlan = LoadPlan & { readonly load: ClosedLoad };

/** Whether the form can show all of a plan. */
export function fitsForm(plan: LoadPlan): plan is FormPlan {
  const given = Object.entries(plan).filter(([, value]) => value !== undefined);
  const users = usersOf(plan).map(({ behaviour }) => behaviour);
  return (
    plan.load.model === 'closed' &&
    given.every(([field]) => FORM_FIELDS.includes(field)) &&
    new Set(users).size === users.length
  );
}

export function draftOf(plan: FormPlan): ScenarioDraft {
  return {
    stages: plan.load.stages.map((stage, key) => ({ key, ...stage })),
    weights: weightsOf(usersOf(plan)),
    waitMs: plan.load.waitMs,
    timeoutMs: plan.timeoutMs,
  };
}

/** The draft as a plan file would spell it. What is missing stays missing, for the border to name. */
export function planOf(draft: ScenarioDraft, name: string): unknown {
  return {
    name,
    load: {
      model: 'closed',
      stages: draft.stages.map(({ users, spawnPerSecond, durationMs }) => ({
        users,
        spawnPerSecond,
        durationMs,
      })),
      waitMs: draft.waitMs,
    },
    users: chosenBehaviours(draft).map((behaviour) => ({
      behaviour,
      weight: draft.weights[behaviour],
    })),
    timeoutMs: draft.timeoutMs,
  };
}

/** In the order in which the plan lists them. */
export function chosenBehaviours(draft: ScenarioDraft): BehaviourName[] {
  return BEHAVIOURS.filter((behaviour) => draft.weights[behaviour] !== undefined);
}
