import type { Limit, PlotPoint } from '@/components/charts/series';
import { textOf } from '@/lib/core/number';
import { objectiveValue } from '@/lib/plan/objective';
import type { RunJudgement } from '@/lib/runs/model';
import type { ObjectiveVerdict } from '@/lib/verdict/model';

export interface ChartLimits {
  limits: Limit[];
  /** "limit p95 2.00 s, above this chart", where drawing it would flatten all else. */
  note?: string;
}

interface Chart {
  /** The objectives' metrics that it draws, and the points' keys of all that it draws. */
  metrics: readonly string[];
  keys: readonly string[];
  /** How far its axis reaches in any case. */
  atLeast: number;
}

/** How many times as high as all that is drawn a limit may be. */
const REACH = 4;
const PERCENTILES = ['p50', 'p95', 'p99'];

/** The limits on response time percentiles of all endpoints together. */
export function responseLimits(judgement: RunJudgement | undefined, points: readonly PlotPoint[]) {
  const keys = [...PERCENTILES, 'service'];
  return limitsOn({ metrics: PERCENTILES, keys, atLeast: 0 }, judgement, points);
}

/** The limits on the share of failed requests. */
export function failureLimits(judgement: RunJudgement | undefined, points: readonly PlotPoint[]) {
  return limitsOn(
    { metrics: ['failureRate'], keys: ['failureRate'], atLeast: 0.01 },
    judgement,
    points,
  );
}

function limitsOn(
  { metrics, keys, atLeast }: Chart,
  judgement: RunJudgement | undefined,
  points: readonly PlotPoint[],
): ChartLimits {
  const byLabel = new Map<string, Limit>();
  for (const verdict of judgement?.verdicts ?? []) {
    const { metric, of, endpoint } = verdict.objective;
    const value = mostOf(verdict);
    if (value === undefined || endpoint !== undefined || of === 'service') continue;
    if (!metrics.includes(metric)) continue;
    const shown = textOf(objectiveValue(verdict.objective, value));
    const label = metrics.length === 1 ? shown : `${metric} ${shown}`;
    byLabel.set(label, { value, label });
  }
  const reach = REACH * highestOf(points, keys, atLeast);
  const all = [...byLabel.values()];
  const beyond = all.filter(({ value }) => value > reach);
  return {
    limits: all.filter(({ value }) => value <= reach),
    note:
      beyond.length === 0
        ? undefined
        : `limit ${beyond.map(({ label }) => label).join(', ')}, above this chart`,
  };
}

/** Of a relative limit what it came to. Limits from below are not drawn: too much lies above a line. */
function mostOf({ objective, limit }: ObjectiveVerdict): number | undefined {
  return objective.maxIncrease === undefined ? objective.max : limit;
}

function highestOf(points: readonly PlotPoint[], keys: readonly string[], atLeast: number): number {
  let highest = atLeast;
  for (const { values } of points)
    for (const key of keys) highest = Math.max(highest, values[key] ?? 0);
  return highest;
}
