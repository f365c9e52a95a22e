'use server';

import type { PlanCheck } from '@/components/scenarios/plan-check';
import { parsePlan } from '@/lib/plan/parse-plan';
import { parsePlanText } from '@/lib/plan/parse-plan-text';
import { refusal } from './action';

/** Reads a plan's text as the command line would. */
export async function checkPlanAction(text: string): Promise<PlanCheck> {
  try {
    return { status: 'valid', plan: parsePlan(parsePlanText(String(text))) };
  } catch (error) {
    const { message = 'The plan is not valid.', problems } = refusal(error);
    return { status: 'refused', message, problems };
  }
}
