'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { changeLoad } from '@/lib/runs/change-load';
import { getStore } from '@/lib/store/get-store';
import { attempt, refusal } from './action';

type LoadChange = Parameters<typeof changeLoad>[2];

/** Pauses or resumes a run's load, or sets how much of it there is. */
export async function changeLoadAction(number: number, change: LoadChange): Promise<FormState> {
  const checked = checkedChange(change);
  if (checked === undefined) return refusal(new TypeError('No change of load is like that.'));
  const state = await attempt(async () => changeLoad(await getStore(), Number(number), checked));
  revalidatePath(`/runs/${Number(number)}`);
  return state;
}

/** What a browser sends is only said to be of this type. */
function checkedChange(change: LoadChange): LoadChange | undefined {
  switch (change.kind) {
    case 'pause':
    case 'resume':
      return { kind: change.kind };
    case 'level':
      return { kind: 'level', level: Number(change.level) };
    default:
      return undefined;
  }
}
