'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { stopSuite } from '@/lib/runs/stop-suite';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

export async function stopSuiteAction(id: number): Promise<FormState> {
  const state = await attempt(async () => stopSuite(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
