'use server';

import { asSender, needing } from '@/app/access';
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
import { action, number, text, typed } from './action';

/** For how long nobody may watch a run that is supervised. */
const SUPERVISED_MS = 30_000;

/** Queues a run and goes to its page. */
export const startRunAction = action(
  'run.start',
  (store, data: FormData) =>
    startRun(store, {
      scenario: number(data, 'scenario'),
      target: number(data, 'target'),
      users: number(data, 'users'),
      ratePerSecond: number(data, 'ratePerSecond'),
      durationMs: number(data, 'durationMs'),
      seed: number(data, 'seed'),
      profile: text(data, 'profile'),
      traceContext: data.has('traceContext'),
      waitForIdle: data.has('waitForIdle'),
      stopUnwatchedAfterMs: data.has('supervised') ? SUPERVISED_MS : undefined,
      confirmHost: text(data, 'confirmHost'),
    }),
  { goTo: (run) => `/runs/${run.number}` },
);

/** Queues the same load against the same target, and goes to the new run's page. */
export const rerunAction = action(
  'run.start',
  async (store, number: number, confirmHost?: string) => {
    const run = await getRun(store, Number(number));
    if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
    if (run.source !== undefined)
      throw new PlimsollError(
        'conflict',
        `Run ${number} was imported from ${run.source.tool}, so there is no plan to rerun.`,
      );
    return startRun(store, { ...rerunRequest(run), confirmHost: typed(confirmHost) });
  },
  { goTo: (run) => `/runs/${run.number}` },
);

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

export const stopRunAction = action('run.stop', (store, number: number, mode: StopMode) =>
  stopRun(store, Number(number), mode === 'now' ? 'now' : 'gracefully'),
);

type LoadChange = Parameters<typeof changeLoad>[2];

/** Pauses or resumes a run's load, or sets how much of it there is. */
export const changeLoadAction = action(
  'run.change-load',
  async (store, number: number, change: LoadChange) =>
    changeLoad(store, Number(number), checkedChange(change)),
);

/** What a browser sends is only said to be of this type. */
function checkedChange(change: LoadChange): LoadChange {
  switch (change.kind) {
    case 'pause':
    case 'resume':
      return { kind: change.kind };
    case 'level':
      return { kind: 'level', level: Number(change.level) };
    default:
      throw new PlimsollError(
        'invalid-input',
        'The load can be paused, resumed or set to a level.',
      );
  }
}

/** Evaluates an ended run against the profile of that slug. */
export const reevaluateRunAction = action(
  'run.evaluate',
  (store, number: number, profile: string) => reevaluateRun(store, Number(number), String(profile)),
);

/** Name, note and labels (separated by commas) of a run. */
export const editRunAction = action('run.edit', (store, number: number, data: FormData) => {
  const labels = text(data, 'labels')
    ?.split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
  return editRun(store, Number(number), {
    name: text(data, 'name'),
    note: text(data, 'note'),
    labels,
  });
});

/** Makes a run the baseline of its scenario on its target, or takes that back. */
export const markBaselineAction = action(
  'run.baseline',
  (store, number: number, isBaseline: boolean) =>
    markBaseline(store, Number(number), isBaseline === true),
);

/** Keeps a run whole whatever the retention says, or no longer. */
export const pinRunAction = action('run.pin', (store, number: number, pinned: boolean) =>
  pinRun(store, Number(number), pinned === true),
);

export const deleteRunAction = action('run.delete', (store, number: number) =>
  deleteRun(store, Number(number)),
);

/** Adds a note or a deploy to a run's time axis. */
export const annotateRunAction = action('run.annotate', (store, number: number, data: FormData) =>
  annotateRun(store, Number(number), {
    kind: text(data, 'kind'),
    atMs: parseSpan(text(data, 'at') ?? '') ?? Number.NaN,
    text: text(data, 'text'),
  }),
);

/** Takes one of them away. */
export const removeAnnotationAction = action(
  'run.annotate',
  (store, number: number, annotationId: number) =>
    removeAnnotation(store, Number(number), Number(annotationId)),
);

/** Which of its metrics all runs of a target show; null: the usual ones. */
export const chooseMetricsAction = action(
  'target.metrics',
  (store, targetId: number, names: string[] | null) =>
    chooseMetrics(store, Number(targetId), names),
);

/** One page of a run's samples. */
export const findSamplesAction = needing(
  'read',
  async function findSamples(number: number, query: SampleListQuery): Promise<SampleListPage> {
    return asSender('read', (store) => listSamples(store, Number(number), query), []);
  },
);
