'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { parseSpan } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import type { StopMode } from '@/lib/engine/load-options';
import { sizeOfPlan } from '@/lib/plan/scale';
import { annotateRun, removeAnnotation } from '@/lib/runs/annotations';
import { markBaseline } from '@/lib/runs/baseline';
import { deleteRun, editRun, pinRun } from '@/lib/runs/edit-run';
import { reevaluateRun } from '@/lib/runs/evaluate-run';
import { getRun } from '@/lib/runs/get-run';
import { chooseMetrics } from '@/lib/runs/metrics';
import type { RunDetail, SampleListPage, SampleListQuery } from '@/lib/runs/model';
import { listSamples } from '@/lib/runs/samples';
import { startRun } from '@/lib/runs/start-run';
import { changeLoad, stopRun } from '@/lib/runs/stop-run';
import { getStore } from '@/lib/store/get-store';
import { attempt, number, refusal, text } from './action';

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

/** Queues the same load against the same target, and goes to the new run's page. */
export async function rerunAction(number: number): Promise<FormState> {
  let started = 0;
  const state = await attempt(async () => {
    const store = await getStore();
    const run = await getRun(store, Number(number));
    if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
    if (run.source !== undefined)
      throw new PlimsollError(
        'conflict',
        `Run ${number} was imported from ${run.source.tool}, so there is no plan to rerun.`,
      );
    started = (await startRun(store, rerunRequest(run))).number;
  });
  if (state.status === 'done') redirect(`/runs/${started}`);
  return state;
}

/** The scenario at the run's own size, so that its trend goes on; its plan if that is all there is. */
function rerunRequest({ plan, scenario, target }: RunDetail) {
  const to = {
    ...(target.id === undefined ? { targetUrl: target.url } : { target: target.id }),
    traceContext: plan.connection?.traceContext ?? false,
  };
  // The highest rate of a replay does not follow its speed evenly: only the plan itself is the same.
  const replay = plan.load.model === 'open' && plan.load.arrivals === 'replay';
  if (scenario.id === undefined || replay) return { plan, ...to };
  return { scenario: scenario.id, ...sizeOfPlan(plan), ...to };
}

export async function stopRunAction(number: number, mode: StopMode): Promise<FormState> {
  const state = await attempt(async () =>
    stopRun(await getStore(), Number(number), mode === 'now' ? 'now' : 'gracefully'),
  );
  revalidatePath('/', 'layout');
  return state;
}

type LoadChange = Parameters<typeof changeLoad>[2];

/** Pauses or resumes a run's load, or sets how much of it there is. */
export async function changeLoadAction(number: number, change: LoadChange): Promise<FormState> {
  const checked = checkedChange(change);
  if (checked === undefined) return refusal(new TypeError('Unknown load change.'));
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

/** Evaluates an ended run against the profile of that slug. */
export async function reevaluateRunAction(number: number, profile: string): Promise<FormState> {
  const state = await attempt(async () =>
    reevaluateRun(await getStore(), Number(number), String(profile)),
  );
  revalidatePath('/', 'layout');
  return state;
}

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

/** Makes a run the baseline of its scenario on its target, or takes that back. */
export async function markBaselineAction(number: number, isBaseline: boolean): Promise<FormState> {
  const state = await attempt(async () =>
    markBaseline(await getStore(), Number(number), isBaseline === true),
  );
  revalidatePath('/', 'layout');
  return state;
}

/** Keeps a run whole whatever the retention says, or no longer. */
export async function pinRunAction(number: number, pinned: boolean): Promise<FormState> {
  const state = await attempt(async () => pinRun(await getStore(), number, pinned));
  revalidatePath(`/runs/${number}`);
  return state;
}

export async function deleteRunAction(number: number): Promise<FormState> {
  const state = await attempt(async () => deleteRun(await getStore(), Number(number)));
  revalidatePath('/', 'layout');
  return state;
}

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
export async function removeAnnotationAction(
  number: number,
  annotationId: number,
): Promise<FormState> {
  const state = await attempt(async () =>
    removeAnnotation(await getStore(), Number(number), Number(annotationId)),
  );
  revalidatePath(`/runs/${Number(number)}`);
  return state;
}

/** Which of its metrics all runs of a target show; null: the usual ones. */
export async function chooseMetricsAction(
  targetId: number,
  names: string[] | null,
): Promise<FormState> {
  return attempt(async () => chooseMetrics(await getStore(), Number(targetId), names));
}

/** One page of a run's samples. */
export async function findSamplesAction(
  number: number,
  query: SampleListQuery,
): Promise<SampleListPage> {
  return listSamples(await getStore(), Number(number), query);
}
