'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { markBaseline } from '@/lib/runs/mark-baseline';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

/** Makes a run the baseline of its scenario on its target, or takes that back. */
export async function markBaselineAction(number: number, isBaseline: boolean): Promise<FormState> {
  const state = await attempt(async () =>
    markBaseline(await getStore(), Number(number), isBaseline === true),
  );
  revalidatePath('/', 'layout');
  return state;
}
