import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import { type ChangePoint, changePoints } from '@/lib/stats/changes/change-points';
import type { GradualChange } from '@/lib/stats/changes/gradual-changes';
import { wilsonInterval } from '@/lib/stats/intervals';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { certaintiesOf, changeAnswerOf, environmentOf } from '@/lib/store/rows';
import {
  CHANGE_ANSWERS,
  TREND_METRICS,
  type TrendDrift,
  type TrendMetric,
  type TrendPoint,
  type TrendSeries,
} from './model';

const WITH_FACTS = {
  changeAnswers: true,
  summaries: { where: { endpoint: -1 }, select: { certainty: true } },
} as const;
type TrendRun = Prisma.RunGetPayload<{ include: typeof WITH_FACTS }>;

const MAX_POINTS = 100;
/** Runs before those shown that are looked at as well, and the step in which the first of them moves on. */
const EARLIER_POINTS = 100;
/** An answer counts for a change point this many runs away: with more runs it may be found beside where it was. */
const ANSWER_REACH = 2;

/** Only these runs, where left out all of the scenario's. */
interface TrendOptions {
  target?: string;
  planHash?: string;
}

/**
 * A metric over the finished runs of a scenario (its name or slug), a series for each target and plan: only
 * like is laid beside like, and invalid runs are left out. Throws `not-found` when there is no run of it.
 */
export async function trendOf(
  { prisma }: Store,
  scenario: string,
  metric: TrendMetric,
  { target, planHash }: TrendOptions = {},
): Promise<TrendSeries[]> {
  const known = await prisma.scenario.findFirst({
    where: { OR: [{ slug: scenario }, { name: scenario }] },
  });
  const scenarioName = known?.name ?? scenario;
  const runs = await prisma.run.findMany({
    where: { scenarioName, targetName: target, planHash, status: 'finished' },
    include: WITH_FACTS,
    orderBy: { id: 'asc' },
  });
  if (runs.length === 0)
    throw new PlimsollError('not-found', `There are no finished runs of "${scenario}".`);
  const alike = new Map<string, TrendRun[]>();
  for (const run of runs) {
    const fingerprint = JSON.stringify([run.targetName, run.planHash]);
    alike.set(fingerprint, [...(alike.get(fingerprint) ?? []), run]);
  }
  return [...alike.values()].map((group) => seriesOf(group, metric));
}

function seriesOf(runs: readonly TrendRun[], metric: TrendMetric): TrendSeries {
  const [first] = runs;
  const all = runs
    .filter(({ validity }) => validity !== 'invalid')
    .flatMap((run) => {
      const point = pointOf(run, metric);
      return point === undefined ? [] : [{ run, point }];
    });
  const chosen = all.slice(-MAX_POINTS);
  const { changes, drifts } = changesOf(all, metric);
  return {
    scenario: first?.scenarioName ?? '',
    target: first?.targetName ?? '',
    planHash: first?.planHash ?? '',
    metric,
    points: chosen.map(({ point }) => point),
    changes,
    drifts,
  };
}

type MeasuredRun = { run: TrendRun; point: TrendPoint };

/** What changed within the last hundred, by their index. A beginning that stays keeps what was found. */
function changesOf(
  all: readonly MeasuredRun[],
  metric: TrendMetric,
): Pick<TrendSeries, 'changes' | 'drifts'> {
  const begin =
    EARLIER_POINTS *
    Math.max(0, Math.floor((all.length - MAX_POINTS - EARLIER_POINTS) / EARLIER_POINTS));
  const looked = all.slice(begin);
  const hidden = Math.max(0, looked.length - MAX_POINTS);
  const { points, drifts } = changePoints(looked.map(({ point }) => point.value));
  const runAt = (index: number) => looked[index]?.run.id ?? 0;
  return {
    changes: points
      .filter(({ index }) => index > hidden)
      .map((change) => ({
        ...change,
        index: change.index - hidden,
        run: runAt(change.index),
        lastBefore: runAt(change.index - 1),
        ...answerAt(looked, change.index, points, metric),
      })),
    drifts: drifts.flatMap((drift) => shownDrift(drift, hidden, runAt)),
  };
}

/** The answer at the change point itself, else the nearest that is at no other. */
function answerAt(
  looked: readonly MeasuredRun[],
  index: number,
  points: readonly ChangePoint[],
  metric: TrendMetric,
) {
  const reach = [0];
  for (let away = 1; away <= ANSWER_REACH; away++) reach.push(-away, away);
  for (const away of reach) {
    if (away !== 0 && points.some((other) => other.index === index + away)) continue;
    const run = looked[index + away]?.run;
    const answered = run?.changeAnswers.find((answer) => answer.metric === metric);
    if (answered !== undefined)
      return {
        answer: changeAnswerOf(answered),
        note: answered.note || undefined,
        answerRun: away === 0 ? undefined : run?.id,
      };
  }
  return { answer: undefined, note: undefined };
}

/** The part of a drift that is shown. */
function shownDrift(
  { from, to, before, after, p }: GradualChange,
  hidden: number,
  runAt: (index: number) => number,
): TrendDrift[] {
  if (to <= hidden) return [];
  const first = Math.max(from, hidden);
  const start = before + ((after - before) * (first - from)) / (to - from);
  return [
    {
      from: first - hidden,
      to: to - hidden,
      before: start,
      after,
      change: start === 0 ? undefined : (after - start) / start,
      p,
      run: runAt(first),
      lastRun: runAt(to),
    },
  ];
}

function pointOf(run: TrendRun, metric: TrendMetric): TrendPoint | undefined {
  const value = { ...run, p50: run.p50Ms, p95: run.p95Ms, p99: run.p99Ms }[metric];
  if (value === null) return undefined;
  const interval = intervalOf(run, metric);
  return {
    run: run.id,
    value,
    low: interval?.low,
    high: interval?.high,
    startedAt: (run.startedAt ?? run.queuedAt).toISOString(),
    validity: run.validity ?? undefined,
    targetBuild: environmentOf(run)?.target,
    isBaseline: run.isBaseline,
  };
}

function intervalOf(
  run: TrendRun,
  metric: TrendMetric,
): { low?: number; high?: number } | undefined {
  if (metric === 'requestsPerSecond') return undefined;
  if (metric === 'failureRate') return wilsonInterval(run.failures ?? 0, run.requests ?? 0);
  const [overall] = run.summaries;
  const certainty = (overall && certaintiesOf(overall))?.[metric];
  return { low: certainty?.lowMs, high: certainty?.highMs };
}

/** Where a plain series changed. */
export function trendOfPoints(points: number[]): {
  points: number[];
  changes: ChangePoint[];
  drifts: GradualChange[];
} {
  const { points: changes, drifts } = changePoints(points);
  return { points, changes, drifts };
}

const answerSchema = z.object({
  /** The first run of the new level. */
  run: z.int('must be a run number.'),
  metric: z.enum(TREND_METRICS, 'must be a trend metric.'),
  /** Null takes an answer back. */
  answer: z.enum(CHANGE_ANSWERS, `must be one of ${CHANGE_ANSWERS.join(', ')}.`).nullable(),
  note: z.string().trim().max(500, 'must be at most 500 characters.').default(''),
});

/** Keeps what a user says to a change point, or takes it back. Throws `invalid-input` or `not-found`. */
export async function answerChange({ prisma }: Store, input: unknown): Promise<void> {
  const { run, metric, answer, note } = parseInput(
    answerSchema,
    input,
    'The response was not saved.',
  );
  if ((await prisma.run.findUnique({ where: { id: run } })) === null)
    throw new PlimsollError('not-found', `There is no run ${run}.`);
  const key = { runId: run, metric };
  if (answer === null) {
    await prisma.changeAnswer.deleteMany({ where: key });
    return;
  }
  await prisma.changeAnswer.upsert({
    where: { runId_metric: key },
    create: { ...key, answer, note },
    update: { answer, note, answeredAt: new Date() },
  });
}
