'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { pinRun } from '@/lib/runs/pin-run';
import { attempt } from './attempt';

/** Keeps a run whole whatever the retention says, or no longer. */
export async function pinRunAction(number: number, pinned: boolean): Promise<FormState> {
  const state = await attempt(async () => pinRun(await getStore(), number, pinned));
  revalidatePath(`/runs/${number}`);
  return state;
}
