'use server';

import { revalidatePath } from 'next/cache';
import type { ShareResult } from '@/components/reports/share-dialog';
import { DONE, type FormState } from '@/components/ui/forms/form-state';
import { revokeShared, shareReport } from '@/lib/reports/shared-links';
import { deleteTemplate, saveTemplate } from '@/lib/reports/templates';
import { getStore } from '@/lib/store/get-store';
import { attempt, refusal, text } from './action';

/** Makes an address by which others read a report; it is shown this once. */
export async function shareReportAction(query: string, days: number): Promise<ShareResult> {
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

/** Keeps what a kind of report contains under a name; the logo, if one was chosen, with it. */
export async function saveTemplateAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    saveTemplate(await getStore(), {
      name: text(data, 'name'),
      kind: text(data, 'kind'),
      without: (text(data, 'without') ?? '').split(',').filter(Boolean),
      title: text(data, 'title'),
      notes: text(data, 'notes'),
      paper: text(data, 'paper'),
      logo: await logoOf(data),
    }),
  );
  revalidatePath('/reports');
  return state;
}

export async function deleteTemplateAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteTemplate(await getStore(), id));
  revalidatePath('/reports');
  return state;
}

async function logoOf(data: FormData): Promise<string | undefined> {
  const file = data.get('logo');
  if (!(file instanceof File) || file.size === 0) return undefined;
  const base64 = Buffer.from(await file.arrayBuffer()).toString('base64');
  return `data:${file.type};base64,${base64}`;
}
