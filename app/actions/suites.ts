'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { getStore } from '@/lib/store/get-store';
import { startSuite, stopSuite } from '@/lib/suites/suites';
import { attempt } from './action';

/** Queues the suite, or some of its benchmarks, on a stored target, and goes to its page. */
export async function startSuiteAction(
  target: number,
  quick: boolean,
  benchmarks?: readonly number[],
): Promise<FormState> {
  let started = 0;
  const state = await attempt(async () => {
    const suite = await startSuite(await getStore(), { target, quick, benchmarks });
    started = suite.id;
  });
  if (state.status === 'done') redirect(`/suites/${started}`);
  return state;
}

export async function stopSuiteAction(id: number): Promise<FormState> {
  const state = await attempt(async () => stopSuite(await getStore(), Number(id)));
  revalidatePath('/', 'layout');
  return state;
}
