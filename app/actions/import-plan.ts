'use server';

import type { PlanImport } from '@/components/scenarios/plan-check';
import { IMPORT_FORMATS } from '@/lib/import/plans/plan-from-text';
import { planTextFrom } from '@/lib/import/plans/plan-text-from';
import { refusal } from './action';

/** A plan to edit, of curl commands, a HAR file, an OpenAPI document, or a plan. */
export async function importPlanAction(text: string, format: string): Promise<PlanImport> {
  try {
    const known = IMPORT_FORMATS.find((one) => one === format);
    return { status: 'made', ...planTextFrom(String(text), known) };
  } catch (error) {
    const { message = 'This could not be imported.', problems } = refusal(error);
    return { status: 'refused', message, problems };
  }
}
