'use server';

import type { FormState } from '@/components/ui/forms/form-state';
import { chooseMetrics } from '@/lib/runs/chosen-metrics';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

/** Which of its metrics all runs of a target show; null: the usual ones. */
export async function chooseMetricsAction(
  targetId: number,
  names: string[] | null,
): Promise<FormState> {
  return attempt(async () => chooseMetrics(await getStore(), Number(targetId), names));
}
