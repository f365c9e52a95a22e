import { PlimsollError } from '@/lib/core/errors';
import { hasEnded } from '@/lib/runs/model';
import { changeVerdict, minutesNeeded, overallChange } from '@/lib/stats/compare/change-verdict';
import type { MetricChange } from '@/lib/stats/compare/compare-seconds';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { environmentOf, runStatusOf, validityOf } from '@/lib/store/rows';
import {
  type BoundedChange,
  changesBetween,
  correctedPs,
  type EndpointChange,
  isDeciding,
} from './changes';
import { comparability, obstaclesIn } from './comparability';
import type { ComparedChange, ComparedEndpoint, ComparedRun, Comparison } from './model';

export const DEFAULT_MARGIN = 0.05;

/**
 * What changed from one ended run to another, for all requests together and for each endpoint that both
 * have. Changes within `margin` (a share; 0.05 if left out) do not matter. Throws `not-found`, or `conflict`
 * for a run that has not ended.
 */
export async function compareRuns(
  store: Store,
  baseNumber: number,
  candidateNumber: number,
  margin = DEFAULT_MARGIN,
): Promise<Comparison> {
  const base = await endedRun(store, baseNumber);
  const candidate = await endedRun(store, candidateNumber);
  const changes = await changesBetween(store, base, candidate);
  const differences = comparability(store, base, candidate);
  const obstacles = obstaclesIn(differences);
  const judged = judgedEndpoints(changes.endpoints, margin);
  const endpoints = obstacles.length === 0 ? judged : judged.map(withoutVerdicts);
  const { onlyInBase, onlyInCandidate } = changes;
  return {
    base: comparedRun(base),
    candidate: comparedRun(candidate),
    margin,
    comparability: differences,
    obstacles,
    endpoints,
    onlyInBase,
    onlyInCandidate,
    verdict: obstacles.length === 0 ? overallChange(judged.flatMap(decidingVerdicts)) : undefined,
  };
}

/** What cannot carry a verdict shows its figures only. */
function withoutVerdicts(endpoint: ComparedEndpoint): ComparedEndpoint {
  return {
    ...endpoint,
    metrics: endpoint.metrics.map(({ verdict: _, minutesNeeded: __, ...figures }) => figures),
  };
}

/** Verdicts by margin, each change's p corrected for how many there are. */
function judgedEndpoints(changes: readonly EndpointChange[], margin: number): ComparedEndpoint[] {
  const all = changes.flatMap(({ name, metrics }) => metrics.map((one) => ({ name, ...one })));
  const corrected = correctedPs(all).values();
  return changes.map(({ name, seconds, metrics, shift }) => ({
    name,
    metrics: metrics.map((change) => judgedChange(change, corrected.next().value, seconds, margin)),
    shift: shift.map(({ baseUs, candidateUs, ...rest }) => ({
      ...rest,
      baseMs: baseUs / 1000,
      candidateMs: candidateUs / 1000,
    })),
  }));
}

/** By the interval with the generators' errors: what these may have made is no finding. */
function judgedChange(
  { sampled, ...change }: BoundedChange,
  p: number | undefined,
  seconds: number,
  margin: number,
): ComparedChange {
  const margins = { share: margin };
  const verdict = changeVerdict(change, p, margins);
  if (verdict !== 'inconclusive') return { ...inMs(change), verdict };
  const bySampling = { ...change, ...sampled };
  if (changeVerdict(bySampling, p, margins) !== 'inconclusive')
    return { ...inMs(change), verdict, byGenerator: true };
  return { ...inMs(change), verdict, minutesNeeded: minutesNeeded(bySampling, seconds, margins) };
}

/** What the overall verdict rests on, where there is an interval. */
function decidingVerdicts({ name, metrics }: ComparedEndpoint) {
  return metrics
    .filter(({ metric, low }) => isDeciding({ name, metric }) && low !== undefined)
    .flatMap(({ verdict }) => verdict ?? []);
}

/** Throws `not-found`, or `conflict` for one that has not ended. */
export async function endedRun({ prisma }: Store, number: number): Promise<Run> {
  const run = await prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (!hasEnded(runStatusOf(run)))
    throw new PlimsollError('conflict', `Run ${number} is still active. Wait until it has ended.`);
  return run;
}

function inMs({ p: _p, error: _error, ...change }: MetricChange): MetricChange {
  if (change.metric === 'failureRate' || change.metric === 'requestsPerSecond') return change;
  const ms = (us: number | undefined) => (us === undefined ? undefined : us / 1000);
  return { ...change, base: ms(change.base), candidate: ms(change.candidate) };
}

/** What a comparison says of a run itself. */
export function comparedRun(run: Run): ComparedRun {
  return {
    number: run.id,
    name: run.name ?? undefined,
    scenario: run.scenarioName,
    target: run.targetName,
    startedAt: run.startedAt?.toISOString(),
    durationMs: run.durationMs ?? 0,
    validity: validityOf(run),
    planHash: run.planHash,
    environment: environmentOf(run),
  };
}
