import type { TimeAnnotation, TimeSpan } from '@/components/charts/time-annotation';
import { count, plural, rate, textOf } from '@/lib/core/number';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { RunAnnotation, RunPoint } from '@/lib/runs/model';

/** Users in a closed plan, arrivals a second in an open one. */
export type LoadModel = 'closed' | 'open';

export function modelOf(plan: LoadPlan): LoadModel {
  return plan.load.model;
}

/** "200 users", "50/s", "0.5/s". */
export function levelLabel(level: number, model: LoadModel): string {
  if (model === 'closed') return plural(level, 'user');
  return Number.isInteger(level) ? `${count(level)}/s` : textOf(rate(level));
}

/** What was done: "Paused", "Set to 200 users", "Deploy: build 1.4". */
export function annotationLabel(
  { kind, level, text = '' }: RunAnnotation,
  model: LoadModel,
): string {
  switch (kind) {
    case 'pause':
      return 'Paused';
    case 'resume':
      return 'Resumed';
    case 'level':
      return `Set to ${levelLabel(level ?? 0, model)}`;
    case 'note':
      return text;
    case 'deploy':
      return `Deploy: ${text}`;
    case 'fault':
      return `Fault: ${text}`;
    case 'abort':
      return `Aborted: ${text}`;
  }
}

/** What the load is about to do: asked for, and not done yet. */
export function loadChangeLabel(
  { kind, level, text = '' }: RunAnnotation,
  model: LoadModel,
): string {
  switch (kind) {
    case 'pause':
      return 'pausing';
    case 'resume':
      return 'resuming';
    case 'level':
      return `changing to ${levelLabel(level ?? 0, model)}`;
    case 'note':
    case 'deploy':
    case 'fault':
    case 'abort':
      return text;
  }
}

const TONES: Partial<Record<RunAnnotation['kind'], TimeAnnotation['tone']>> = {
  deploy: 'accent',
  fault: 'fail',
  abort: 'fail',
};

/** What has been done, for the charts. */
export function timeAnnotations(
  marks: readonly RunAnnotation[],
  model: LoadModel,
): TimeAnnotation[] {
  return marks.flatMap((mark) => {
    const tone = TONES[mark.kind];
    return mark.atMs === undefined
      ? []
      : [{ id: mark.id, x: mark.atMs, label: annotationLabel(mark, model), ...(tone && { tone }) }];
  });
}

/** How much of the run's first `untilMs` its load was paused: by so much it will end later. */
export function pausedMs(marks: readonly RunAnnotation[], untilMs: number): number {
  let sum = 0;
  let since: number | undefined;
  for (const { kind, atMs } of marks) {
    if (atMs === undefined) continue;
    if (kind === 'pause') since ??= atMs;
    if (kind !== 'resume' || since === undefined) continue;
    sum += atMs - since;
    since = undefined;
  }
  return since === undefined ? sum : sum + Math.max(0, untilMs - since);
}

/** The warm-up, where the plan has one: its requests are sent, and not judged. */
export function warmUpSpans({ warmUpMs }: { warmUpMs?: number }): TimeSpan[] {
  return warmUpMs === undefined || warmUpMs === 0
    ? []
    : [{ from: 0, to: warmUpMs, label: 'Warm-up (excluded)' }];
}

/** What the load is set to now: what a user last asked for, otherwise what is being sent. */
export function presentLevel(
  marks: readonly RunAnnotation[],
  model: LoadModel,
  activeUsers: number,
  points: readonly RunPoint[],
): number | undefined {
  const asked = marks.findLast(({ kind }) => kind === 'level')?.level;
  if (asked !== undefined) return asked;
  if (model === 'closed') return activeUsers;
  const sent = points.findLast(({ requestsPerSecond }) => requestsPerSecond > 0);
  return sent === undefined ? undefined : Math.round(sent.requestsPerSecond);
}
