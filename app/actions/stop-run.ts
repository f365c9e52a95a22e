'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { type StopMode, stopRun } from '@/lib/runs/stop-run';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

export async function stopRunAction(number: number, mode: StopMode): Promise<FormState> {
  const state = await attempt(async () =>
    stopRun(await getStore(), Number(number), mode === 'now' ? 'now' : 'gracefully'),
  );
  revalidatePath('/', 'layout');
  return state;
}
