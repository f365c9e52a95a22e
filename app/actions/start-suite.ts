'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/form-state';
import { getStore } from '@/lib/runs/get-store';
import { startSuite } from '@/lib/runs/start-suite';
import { attempt } from './attempt';

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
  if (state.status === 'done') redirect(`/suite/${started}`);
  return state;
}
