'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { judgeAgain } from '@/lib/runs/judge-again';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

/** Judges an ended run by the profile of that slug. */
export async function judgeRunAction(number: number, profile: string): Promise<FormState> {
  const state = await attempt(async () =>
    judgeAgain(await getStore(), Number(number), String(profile)),
  );
  revalidatePath('/', 'layout');
  return state;
}
