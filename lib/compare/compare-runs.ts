import { PlimsollError } from '@/lib/core/errors';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import { comparability } from '@/lib/runs/comparability';
import { correctedPs, isDeciding } from '@/lib/runs/deciding-changes';
import type { Environment } from '@/lib/runs/model';
import { changeVerdict, minutesNeeded, overallChange } from '@/lib/stats/compare/change-verdict';
import type { MetricChange } from '@/lib/stats/compare/compare-seconds';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { changesBetween, type EndpointChange } from './changes';
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
  const endpoints = judgedEndpoints(changes.endpoints, margin);
  const { onlyInBase, onlyInCandidate } = changes;
  return {
    base: comparedRun(base),
    candidate: comparedRun(candidate),
    margin,
    comparability: comparability(base, candidate),
    endpoints,
    onlyInBase,
    onlyInCandidate,
    verdict: overallChange(endpoints.flatMap(decidingVerdicts)),
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

function judgedChange(
  change: MetricChange,
  p: number | undefined,
  seconds: number,
  margin: number,
): ComparedChange {
  const verdict = changeVerdict(change, p, { share: margin });
  const minutes = minutesNeeded(change, seconds, { share: margin });
  const needed = verdict === 'inconclusive' ? { minutesNeeded: minutes } : {};
  return { ...inMs(change), verdict, ...needed };
}

/** What the overall verdict rests on, where there is an interval. */
function decidingVerdicts({ name, metrics }: ComparedEndpoint) {
  return metrics
    .filter(({ metric, low }) => isDeciding({ name, metric }) && low !== undefined)
    .map(({ verdict }) => verdict);
}

/** Throws `not-found`, or `conflict` for one that has not ended. */
export async function endedRun({ prisma }: Store, number: number): Promise<Run> {
  const run = await prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (!hasEnded(run.status as RunStatus))
    throw new PlimsollError('conflict', `Run ${number} is under way; wait until it has ended.`);
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
    validity: (run.validity as ComparedRun['validity'] | null) ?? undefined,
    planHash: run.planHash,
    environment:
      run.environment === null ? undefined : (JSON.parse(run.environment) as Environment),
  };
}
