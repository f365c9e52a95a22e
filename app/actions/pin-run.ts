'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { pinRun } from '@/lib/runs/pin-run';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

/** Keeps a run whole whatever the retention says, or no longer. */
export async function pinRunAction(number: number, pinned: boolean): Promise<FormState> {
  const state = await attempt(async () => pinRun(await getStore(), number, pinned));
  revalidatePath(`/runs/${number}`);
  return state;
}
