import { span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { bytes, textOf } from '@/lib/core/number';
import { hasEnded } from '@/lib/runs/model';
import { changeVerdict, minutesNeeded, overallChange } from '@/lib/stats/compare/change-verdict';
import type { MetricChange } from '@/lib/stats/compare/compare-seconds';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { environmentOf, planOf, runStatusOf, validityOf } from '@/lib/store/rows';
import { changesBetween, correctedPs, type EndpointChange, isDeciding } from './changes';
import type {
  ComparedChange,
  ComparedEndpoint,
  ComparedRun,
  Comparison,
  Difference,
} from './model';

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

type Facts = Record<string, { value: string; words: string }>;

/** In what two runs differ besides what they measured: explained, and never a reason not to compare. */
export function comparability(base: Run, candidate: Run): Difference[] {
  const [a, b] = [factsOf(base), factsOf(candidate)];
  return Object.entries(a).flatMap(([field, { value, words }]) => {
    const other = b[field]?.value ?? '';
    return value === other ? [] : [{ field, base: value, candidate: other, words }];
  });
}

function factsOf(run: Run): Facts {
  const environment = environmentOf(run);
  const plan = planOf(run);
  const unknown = 'not known';
  const known = (value: string | undefined) => value || unknown;
  const words = {
    tool: 'Tools define latency differently: one tool’s response time can be another’s service time.',
    plan: 'The load differs, which may explain a change.',
    build: 'The target runs a different build, which may be what you want to compare.',
    target: 'The runs loaded different targets.',
    machine:
      'The load generator ran on a different machine or Node version, which may explain small changes.',
    generators: 'The load was generated by a different number of threads.',
    validity: 'At least one run is not valid: the load generator may have affected the results.',
    length: 'The durations differ, so warm-up and drift have different weight.',
    status: 'At least one run did not finish.',
  };
  return {
    'measured by': { value: run.source ?? 'Plimsoll', words: words.tool },
    plan: { value: run.planHash, words: words.plan },
    target: { value: run.targetUrl, words: words.target },
    'target build': { value: known(environment?.target), words: words.build },
    machine: {
      value: environment
        ? `${environment.cpu}, ${environment.cores} cores, ${textOf(bytes(environment.memoryBytes))}, ${environment.platform}`
        : unknown,
      words: words.machine,
    },
    Node: { value: known(environment?.node), words: words.machine },
    generators: { value: String(plan.generators ?? 1), words: words.generators },
    validity: { value: known(run.validity ?? undefined), words: words.validity },
    length: { value: span(run.durationMs ?? undefined), words: words.length },
    status: { value: run.status, words: words.status },
  };
}
