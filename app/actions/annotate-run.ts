'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { parseSpan } from '@/lib/format/parse-span';
import { annotateRun } from '@/lib/runs/annotations';
import { removeAnnotation } from '@/lib/runs/remove-annotation';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { text } from './form-fields';

/** Adds a note or a deploy to a run's time axis. */
export async function annotateRunAction(number: number, data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    annotateRun(await getStore(), Number(number), {
      kind: text(data, 'kind'),
      atMs: parseSpan(text(data, 'at') ?? '') ?? Number.NaN,
      text: text(data, 'text'),
    }),
  );
  revalidatePath(`/runs/${Number(number)}`);
  // The form's field is what people call it.
  const problems = state.problems.map((problem) =>
    problem.path === 'atMs' ? { ...problem, path: 'at' } : problem,
  );
  return { ...state, problems };
}

/** Takes one of them away. */
export async function removeAnnotationAction(number: number, markId: number): Promise<FormState> {
  const state = await attempt(async () =>
    removeAnnotation(await getStore(), Number(number), Number(markId)),
  );
  revalidatePath(`/runs/${Number(number)}`);
  return state;
}
