'use server';

import { revalidatePath } from 'next/cache';
import type { SharedAnswer } from '@/components/reports/share-dialog';
import { DONE, type FormState } from '@/components/ui/forms/form-state';
import { revokeShared, shareReport } from '@/lib/reports/shared-links';
import { getStore } from '@/lib/store/get-store';
import { attempt, refusal } from './action';

/** Makes an address by which others read a report; it is shown this once. */
export async function shareReportAction(query: string, days: number): Promise<SharedAnswer> {
  try {
    const { token, expiresAt } = await shareReport(await getStore(), { query, days }, Date.now());
    revalidatePath('/reports');
    return { ...DONE, path: `/shared/${token}`, expiresAt };
  } catch (error) {
    return refusal(error);
  }
}

export async function revokeSharedAction(id: number): Promise<FormState> {
  const state = await attempt(async () => revokeShared(await getStore(), id));
  revalidatePath('/reports');
  return state;
}
