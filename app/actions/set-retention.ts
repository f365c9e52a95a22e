'use server';

import { revalidatePath } from 'next/cache';
import type { RetentionAnswer } from '@/components/automation/automation-actions';
import { DONE, type FormState } from '@/components/ui/forms/form-state';
import { previewRetention, setRetention } from '@/lib/automation/retention';
import { getStore } from '@/lib/store/get-store';
import { attempt, refusal } from './action';
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
