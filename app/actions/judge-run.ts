'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { judgeAgain } from '@/lib/runs/judge-again';
import { attempt } from './attempt';

/** Judges an ended run by the profile of that slug. */
export async function judgeRunAction(number: number, profile: string): Promise<FormState> {
  const state = await attempt(async () =>
    judgeAgain(await getStore(), Number(number), String(profile)),
  );
  revalidatePath('/', 'layout');
  return state;
}
