import type { LoadPlan } from './load-plan';
import type { OpenLoad } from './open-load';

export type OpenPlan = LoadPlan & { readonly load: OpenLoad };

/** Whether a plan sends at a rate; otherwise it has users who wait for their answers. */
export function isOpenPlan(plan: LoadPlan): plan is OpenPlan {
  return plan.load.model === 'open';
}
