'use server';

import { revalidatePath } from 'next/cache';
import type { RetentionAnswer } from '@/components/routine/routine-actions';
import { DONE, type FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { previewRetention, setRetention } from '@/lib/runs/retention';
import { attempt, refusal } from './attempt';
import { number } from './form-fields';

/** What a retention that is being entered would take; changes nothing. */
export async function previewRetentionAction(data: FormData): Promise<RetentionAnswer> {
  try {
    return {
      ...DONE,
      saving: await previewRetention(await getStore(), daysOf(data), Date.now()),
    };
  } catch (error) {
    return refusal(error);
  }
}

export async function setRetentionAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () => setRetention(await getStore(), daysOf(data)));
  revalidatePath('/routine');
  return state;
}

function daysOf(data: FormData) {
  return { samplesDays: number(data, 'samplesDays'), secondsDays: number(data, 'secondsDays') };
}
