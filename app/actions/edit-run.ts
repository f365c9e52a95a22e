'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { editRun } from '@/lib/runs/edit-run';
import { getStore } from '@/lib/runs/get-store';
import { attempt } from './attempt';
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
