'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { startRun } from '@/lib/runs/start-run';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { number, text } from './form-fields';

/** Queues a run and goes to its page. */
export async function startRunAction(data: FormData): Promise<FormState> {
  let started = 0;
  const state = await attempt(async () => {
    const run = await startRun(await getStore(), {
      scenario: number(data, 'scenario'),
      target: number(data, 'target'),
      users: number(data, 'users'),
      ratePerSecond: number(data, 'ratePerSecond'),
      durationMs: number(data, 'durationMs'),
      seed: number(data, 'seed'),
      profile: text(data, 'profile'),
      traceContext: data.has('traceContext'),
    });
    started = run.number;
  });
  if (state.status === 'done') redirect(`/runs/${started}`);
  return state;
}
