import { z } from 'zod';
import { clock } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import type { MetricSeries } from '@/lib/metrics/model';
import { readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { annotationKindOf } from '@/lib/store/rows';
import type { RunAnnotation } from './model';

const REFUSED = 'The annotation was not added.';

/** What users may put on a run's time axis themselves. */
const ANNOTATION_KINDS = ['note', 'deploy'] as const;

const annotationSchema = z.object({
  kind: z.enum(ANNOTATION_KINDS, 'must be a note or a deployment.'),
  /** ms from the run's start. */
  atMs: z
    .number('must be a time from the start of the run, such as 1:30.')
    .min(0, 'must not be before the start of the run.'),
  text: z
    .string('must be a string.')
    .trim()
    .min(1, 'is required.')
    .max(200, 'must be at most 200 characters.'),
});

/** Adds a note or a deploy to a run; returns its id. Throws `invalid-input`, `not-found` or `conflict`. */
export async function annotateRun(
  store: Store,
  number: number,
  input: unknown,
): Promise<{ id: number }> {
  const { kind, atMs, text } = parseInput(annotationSchema, input, REFUSED);
  const run = await store.prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (run.startedAt === null)
    throw new PlimsollError('conflict', `Run ${number} has not started yet.`);
  const endMs = run.durationMs ?? Date.now() - run.startedAt.getTime();
  if (atMs > endMs)
    throw new PlimsollError('invalid-input', REFUSED, [
      { path: 'atMs', message: `must be within the run, which lasts ${clock(endMs)}.` },
    ]);
  const { id } = await store.prisma.runMark.create({ data: { runId: number, kind, atMs, text } });
  return { id };
}

/** Takes away a note or a deploy that a user has added; what happened by itself stays. Throws `not-found`. */
export async function removeAnnotation(
  store: Store,
  number: number,
  annotationId: number,
): Promise<void> {
  const { count } = await store.prisma.runMark.deleteMany({
    where: { id: annotationId, runId: number, kind: { in: [...ANNOTATION_KINDS] } },
  });
  if (count === 0)
    throw new PlimsollError('not-found', `Run ${number} has no annotation ${annotationId}.`);
}

/** Changes of load, annotations, faults and what ended the run, in the order they came to be known. */
export async function runAnnotations(store: Store, runId: number): Promise<RunAnnotation[]> {
  const rows = await store.prisma.runMark.findMany({ where: { runId }, orderBy: { id: 'asc' } });
  return rows.map(({ id, level, text, atMs, ...row }) => ({
    id,
    kind: annotationKindOf(row),
    level: level ?? undefined,
    text: text ?? undefined,
    atMs: atMs ?? undefined,
  }));
}

/** Since when the load is paused, ms from the run's start; undefined when it is not. */
export function pausedSince(marks: readonly RunAnnotation[]): number | undefined {
  let since: number | undefined;
  for (const { kind, atMs } of marks) {
    if (atMs === undefined) continue;
    if (kind === 'pause') since ??= atMs;
    if (kind === 'resume') since = undefined;
  }
  return since;
}

/** How much of the run's first `elapsedMs` was paused, ms. */
export function pausedMs(marks: readonly RunAnnotation[], elapsedMs: number): number {
  let sum = 0;
  let since: number | undefined;
  for (const { kind, atMs } of marks) {
    if (atMs === undefined) continue;
    if (kind === 'pause') since ??= atMs;
    if (kind !== 'resume' || since === undefined) continue;
    sum += atMs - since;
    since = undefined;
  }
  return since === undefined ? sum : sum + Math.max(0, elapsedMs - since);
}

/** The gauge of a service that can be broken on purpose: 1 while a fault is on. */
const FAULT_GAUGE = 'training_fault_active';

export interface FaultAnnotation {
  atMs: number;
  text: string;
}

/** When faults were switched on and off: whenever a series leaves 0 or comes back to it. */
export function faultAnnotations(
  series: readonly Pick<MetricSeries, 'labels' | 'atMs' | 'values'>[],
) {
  const marks = series.flatMap(({ labels, atMs, values }): FaultAnnotation[] =>
    values.flatMap((value, index) => {
      const before = values[index - 1] ?? 0;
      if (value > 0 === before > 0) return [];
      const text = `${labels.fault ?? 'Fault'} ${value > 0 ? 'on' : 'off'}`;
      return [{ atMs: atMs[index] ?? 0, text }];
    }),
  );
  return marks.sort((a, b) => a.atMs - b.atMs);
}

/** Those of a run that its target told of. */
export function faultAnnotationsOf({ sqlite }: Store, runId: number): FaultAnnotation[] {
  return faultAnnotations(readMetricSeries(sqlite, runId, (name) => name === FAULT_GAUGE));
}
