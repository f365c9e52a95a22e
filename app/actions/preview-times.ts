'use server';

import type { PreviewTimes } from '@/components/automation/times-preview';
import { DONE } from '@/components/ui/forms/form-state';
import { previewTimes } from '@/lib/runs/preview-times';
import { refusal } from './action';

/** When a schedule that is being entered would start. */
export async function previewTimesAction(cron: string, timeZone: string): ReturnType<PreviewTimes> {
  try {
    return { ...DONE, times: previewTimes(String(cron), String(timeZone), Date.now()) };
  } catch (error) {
    return refusal(error);
  }
}
