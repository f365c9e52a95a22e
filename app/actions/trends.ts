'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { answerChange } from '@/lib/runs/answer-change';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

/** Keeps what a user says to a change point of a trend, or takes it back. */
export async function answerChangeAction(answer: unknown): Promise<FormState> {
  const state = await attempt(async () => answerChange(await getStore(), answer));
  revalidatePath('/trends');
  return state;
}
