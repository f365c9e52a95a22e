'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { PlimsollError } from '@/lib/core/errors';
import { sizeOfPlan } from '@/lib/plan/size-of-plan';
import { getRun } from '@/lib/runs/get-run';
import type { RunDetail } from '@/lib/runs/model';
import { startRun } from '@/lib/runs/start-run';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';

/** Queues the same load against the same target, and goes to the new run's page. */
export async function runAgainAction(number: number): Promise<FormState> {
  let started = 0;
  const state = await attempt(async () => {
    const store = await getStore();
    const run = await getRun(store, Number(number));
    if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
    if (run.source !== undefined)
      throw new PlimsollError(
        'conflict',
        `Run ${number} was imported from ${run.source.tool}: Plimsoll has no plan of it to run.`,
      );
    started = (await startRun(store, sameAgain(run))).number;
  });
  if (state.status === 'done') redirect(`/runs/${started}`);
  return state;
}

/** The scenario at the run's own size, so that its trend goes on; its plan if that is all there is. */
function sameAgain({ plan, scenario, target }: RunDetail) {
  const to = {
    ...(target.id === undefined ? { targetUrl: target.url } : { target: target.id }),
    traceContext: plan.connection?.traceContext ?? false,
  };
  // The highest rate of a replay does not follow its speed evenly: only the plan itself is the same.
  const replay = plan.load.model === 'open' && plan.load.arrivals === 'replay';
  if (scenario.id === undefined || replay) return { plan, ...to };
  return { scenario: scenario.id, ...sizeOfPlan(plan), ...to };
}
