'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { editRun } from '@/lib/runs/edit-run';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { text } from './form-fields';

/** Name, note and labels (separated by commas) of a run. */
export async function editRunAction(number: number, data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    editRun(await getStore(), Number(number), {
      name: text(data, 'name'),
      note: text(data, 'note'),
      labels: text(data, 'labels')
        ?.split(',')
        .map((label) => label.trim())
        .filter((label) => label !== ''),
    }),
  );
  revalidatePath('/', 'layout');
  return state;
}
