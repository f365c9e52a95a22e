'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { type StopMode, stopRun } from '@/lib/runs/stop-run';
import { attempt } from './attempt';

export async function stopRunAction(number: number, mode: StopMode): Promise<FormState> {
  const state = await attempt(async () =>
    stopRun(await getStore(), Number(number), mode === 'now' ? 'now' : 'gracefully'),
  );
  revalidatePath('/', 'layout');
  return state;
}
