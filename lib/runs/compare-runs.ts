import { PlimsollError } from '@/lib/errors/plimsoll-error';
import type { Environment } from '@/lib/live/run-detail';
import { parsePlan } from '@/lib/plan/parse-plan';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import { changeVerdict, minutesNeeded, overallChange } from '@/lib/stats/compare/change-verdict';
import {
  COMPARED_METRICS,
  type ComparedMetric,
  compareSeconds,
  type MetricChange,
} from '@/lib/stats/compare/compare-seconds';
import { quantileShift } from '@/lib/stats/compare/quantile-shift';
import type { ComparedSecond } from '@/lib/stats/compare/second-table';
import { holm } from '@/lib/stats/holm';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { comparability } from './comparability';
import type { ComparedEndpoint, ComparedRun, Comparison } from './comparison';
import { endpointNames } from './list-samples';
import { secondsOf } from './measured-seconds';

const MARGIN = 0.05;
const ALL = '';

/**
 * What changed from one ended run to another, for all requests together and for each endpoint that both
 * have. Changes within `margin` (a share; 0.05 if left out) do not matter. Throws `not-found`, or `conflict`
 * for a run that has not ended.
 */
export async function compareRuns(
  store: Store,
  baseNumber: number,
  candidateNumber: number,
  margin = MARGIN,
): Promise<Comparison> {
  const [base, candidate] = [
    await endedRun(store, baseNumber),
    await endedRun(store, candidateNumber),
  ];
  const [ours, theirs] = [
    await endpointNames(store, baseNumber),
    await endpointNames(store, candidateNumber),
  ];
  const shared = ours.filter((name) => theirs.includes(name)).sort();
  const changes = [ALL, ...shared].map((name) => {
    const sides = [
      seconds(store, base, ours, name),
      seconds(store, candidate, theirs, name),
    ] as const;
    return { name, sides, metrics: compareSeconds(...sides) };
  });
  const corrected = holm(changes.flatMap(({ metrics }) => metrics.map(({ p }) => p)));
  const endpoints = changes.map(({ name, sides, metrics }, index): ComparedEndpoint => {
    const shortest = Math.min(...sides.map(({ length }) => length));
    const shift = quantileShift(...sides).map(({ baseUs, candidateUs, ...rest }) => ({
      ...rest,
      baseMs: baseUs / 1000,
      candidateMs: candidateUs / 1000,
    }));
    const judged = metrics.map((change, at) => {
      const p = corrected[index * COMPARED_METRICS.length + at];
      const verdict = changeVerdict(change, p, { share: margin });
      const minutes = minutesNeeded(change, shortest, { share: margin });
      const needed = verdict === 'inconclusive' ? { minutesNeeded: minutes } : {};
      return { ...inMs(change), verdict, ...needed };
    });
    return { name, metrics: judged, shift };
  });
  return {
    base: comparedRun(base),
    candidate: comparedRun(candidate),
    margin,
    comparability: comparability(base, candidate),
    endpoints,
    onlyInBase: ours.filter((name) => !theirs.includes(name)),
    onlyInCandidate: theirs.filter((name) => !ours.includes(name)),
    verdict: overallChange(endpoints.flatMap(judgedMetrics).map(({ verdict }) => verdict)),
  };
}

const DECIDING: readonly ComparedMetric[] = ['p50', 'p95', 'p99', 'failureRate'];

/** What the overall verdict rests on: of all requests together, where there is an interval. */
function judgedMetrics({ name, metrics }: ComparedEndpoint) {
  if (name !== ALL) return [];
  return metrics.filter(({ metric, low }) => DECIDING.includes(metric) && low !== undefined);
}

async function endedRun({ prisma }: Store, number: number): Promise<Run> {
  const run = await prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (!hasEnded(run.status as RunStatus))
    throw new PlimsollError('conflict', `Run ${number} is under way; wait until it has ended.`);
  return run;
}

/** The counted seconds that load was sent in; the last, cut short, is left out. */
function seconds(
  { sqlite }: Store,
  run: Run,
  names: readonly string[],
  name: string,
): ComparedSecond[] {
  const warmUpMs = parsePlan(JSON.parse(run.plan)).warmUpMs ?? 0;
  const index = name === ALL ? undefined : names.indexOf(name);
  const whole = Math.floor(((run.durationMs ?? 0) - warmUpMs) / 1000);
  return secondsOf(sqlite, run.id, index, warmUpMs).slice(0, Math.max(0, whole));
}

function inMs(change: MetricChange): MetricChange {
  if (change.metric === 'failureRate' || change.metric === 'requestsPerSecond') return change;
  const ms = (us: number | undefined) => (us === undefined ? undefined : us / 1000);
  return { ...change, base: ms(change.base), candidate: ms(change.candidate) };
}

function comparedRun(run: Run): ComparedRun {
  return {
    number: run.id,
    name: run.name ?? undefined,
    scenario: run.scenarioName,
    target: run.targetName,
    startedAt: run.startedAt?.toISOString(),
    durationMs: run.durationMs ?? 0,
    validity: (run.validity as ComparedRun['validity'] | null) ?? undefined,
    planHash: run.planHash,
    environment:
      run.environment === null ? undefined : (JSON.parse(run.environment) as Environment),
  };
}
