'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { stopSuite } from '@/lib/runs/stop-suite';
import { attempt } from './attempt';

export async function stopSuiteAction(id: number): Promise<FormState> {
  const state = await attempt(async () => stopSuite(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
