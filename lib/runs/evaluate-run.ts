import { PlimsollError } from '@/lib/core/errors';
import type { Objective } from '@/lib/plan/objective';
import { findProfile } from '@/lib/profiles/profiles';
import { type LatenciesByOutcome, latencyFigures } from '@/lib/stats/latencies';
import type { WindowTally } from '@/lib/stats/window-tally';
import type { SecondReport } from '@/lib/stats/windows';
import type { Run, Summary } from '@/lib/store/generated/client';
import { readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { certaintiesOf, objectivesOf, planOf, runStatusOf, validityOf } from '@/lib/store/rows';
import { createAbortWatch } from '@/lib/verdict/create-abort-watch';
import type { ObjectiveVerdict, Verdict } from '@/lib/verdict/model';
import { judgeObjective, overallVerdict } from '@/lib/verdict/objective';
import type { MeasuredSecond, ObjectiveEvidence } from '@/lib/verdict/objective-evidence';
import { judgeValidity, LATE_MS, type Validity } from '@/lib/verdict/validity';
import type { RunAccumulator } from './accumulator/accumulator';
import { baselineRuns, jobFiguresOf, measuredOf, type SummaryRow } from './baseline-runs';
import { type Certainties, hasEnded } from './model';
import { endpointNames } from './samples';
import { ALL_ENDPOINTS, measuredSecond, secondsOf } from './seconds';

// Failures of these codes are this machine's.
const OWN_LIMITS = ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS'];

/** What the generator's own error leaves open of a run's figures, by endpoint name, '' being all together. */
export async function latenciesOfRun(
  store: Store,
  runId: number,
  seconds: RunAccumulator,
): Promise<Map<string, LatenciesByOutcome>> {
  const names = await endpointNames(store, runId);
  const groups = await store.prisma.errorGroup.groupBy({
    by: ['endpoint'],
    where: { runId, code: { in: OWN_LIMITS } },
    _sum: { count: true },
  });
  const ownFailures = new Map(groups.map((row) => [names[row.endpoint], row._sum.count ?? 0]));
  const own = (name: string) => ownFailures.get(name) ?? 0;
  const all = [...ownFailures.values()].reduce((sum, count) => sum + count, 0);
  const overall = { ...latenciesByOutcome(seconds.overall, all), shortfall: seconds.shortfall };
  return new Map([
    [ALL_ENDPOINTS, overall],
    ...seconds
      .tallied()
      .map(([name, tally]) => [name, latenciesByOutcome(tally, own(name))] as const),
  ]);
}

function latenciesByOutcome(tally: WindowTally, ownFailures: number): LatenciesByOutcome {
  const { dropped, aborted } = tally.counts;
  const unmeasured = dropped + aborted + ownFailures;
  const { successful, failed } = tally;
  return {
    all: latencyFigures(tally.all, unmeasured),
    successful: successful && latencyFigures(successful, unmeasured),
    failed: failed.count > 0 ? latencyFigures(failed, 0) : undefined,
    unmeasured: { dropped, aborted, ownFailures },
  };
}

/** Whether a run's results are reliable, from the load generator's own health. */
export function judgeRun(
  { watchedLocally }: Pick<Run, 'watchedLocally'>,
  { overall, generator }: RunAccumulator,
  latencies: LatenciesByOutcome | undefined,
): Validity {
  const health = generator.summarise();
  const { requests } = overall;
  const { dropped, aborted } = overall.counts;
  const shareOf = (count: number) => (requests === 0 ? undefined : count / requests);
  return judgeValidity({
    requests,
    response: latencies?.all.response,
    shortfall: latencies?.shortfall,
    droppedShare: dropped === 0 ? 0 : dropped / (requests + dropped),
    queuedSecondsShare: generator.queuedShare,
    abortedShare: shareOf(aborted),
    ownFailureShare: shareOf(latencies?.unmeasured.ownFailures ?? 0),
    signs: {
      lateSecondsShare: generator.lateShare(LATE_MS),
      eventLoopLagMaxMs: health?.eventLoopLag.maxMs,
      scheduleDelayP99Ms: health?.scheduleDelay.p99Ms,
      cpuShareP95: health?.cpuShareP95,
      gcShare: health?.gcShare,
      watchedLocally,
    },
  });
}

export interface Judgement {
  /** Undefined where no critical objective was set. */
  verdict?: Verdict;
  verdicts: ObjectiveVerdict[];
}

export interface JudgedRun extends Pick<Run, 'id' | 'scenarioName' | 'targetName' | 'jobLife'> {
  validity: ObjectiveEvidence['validity'];
  /** From where on seconds count. */
  warmUpMs: number;
  /** The rows of its summary, all endpoints together under ''. */
  summaries: readonly (SummaryRow & Pick<Summary, 'certainty'>)[];
}

/** Judges an ended run by objectives, from what is stored of it. */
export async function judgeObjectives(
  store: Store,
  run: JudgedRun,
  objectives: readonly Objective[],
): Promise<Judgement> {
  if (objectives.length === 0) return { verdicts: [] };
  const names = await endpointNames(store, run.id);
  const needsOthers = objectives.some(({ maxIncrease }) => maxIncrease !== undefined);
  const evidence: ObjectiveEvidence = {
    validity: run.validity,
    shortfall: shortfallOf(run),
    measured: (endpoint) => measuredOf(run.summaries, endpoint),
    seconds: (endpoint) => countedSeconds(store, run, names, endpoint),
    certainty: (percentile, endpoint = '') => certaintyOf(run, percentile, endpoint),
    job: (metric) => jobFiguresOf(run, metric),
    target: (metric) => readMetricSeries(store.sqlite, run.id, (name) => name === metric),
    reference: needsOthers ? await baselineRuns(store, run) : undefined,
  };
  const verdicts = objectives.map((objective) => judgeObjective(objective, evidence));
  return { verdict: overallVerdict(verdicts), verdicts };
}

function shortfallOf({ summaries }: JudgedRun): number | undefined {
  const overall = summaries.find(({ name }) => name === ALL_ENDPOINTS);
  return overall && measuredOf([overall])?.latencies?.shortfall;
}

function certaintyOf({ summaries }: JudgedRun, percentile: string, endpoint: string) {
  const row = summaries.find(({ name }) => name === endpoint);
  const certainties: Partial<Certainties> = (row && certaintiesOf(row)) ?? {};
  return certainties[percentile as keyof Certainties];
}

/** The counted seconds of an endpoint, or of all together. Summary rows are sorted: their order is not `names`'. */
function countedSeconds(
  { sqlite }: Store,
  { id, warmUpMs }: JudgedRun,
  names: readonly string[],
  endpoint = '',
): MeasuredSecond[] {
  if (endpoint === '') return secondsOf(sqlite, id, undefined, warmUpMs);
  const index = names.indexOf(endpoint);
  return index < 0 ? [] : secondsOf(sqlite, id, index, warmUpMs);
}

/** Judges an ended run anew by a profile as it is now, beside the plan's own objectives. */
export async function reevaluateRun(
  store: Store,
  number: number,
  profileKey: string,
): Promise<void> {
  const run = await store.prisma.run.findUnique({
    where: { id: number },
    include: { summaries: true },
  });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (!hasEnded(runStatusOf(run)))
    throw new PlimsollError(
      'conflict',
      `Run ${number} is still active. It is evaluated when it ends.`,
    );
  if (run.secondsRemovedAt !== null)
    throw new PlimsollError(
      'conflict',
      `Run ${number} cannot be re-evaluated: its data has been deleted by the retention policy. Its verdicts are kept.`,
    );
  const profile = await findProfile(store, profileKey, 'The run cannot be evaluated.');
  const plan = planOf(run);
  const objectives = [...objectivesOf(profile), ...(plan.objectives ?? [])];
  const judged = {
    ...run,
    validity: validityOf(run) ?? 'suspect',
    warmUpMs: plan.warmUpMs ?? 0,
  };
  const { verdict, verdicts } = await judgeObjectives(store, judged, objectives);
  await store.prisma.run.update({
    where: { id: number },
    data: {
      profileName: profile.name,
      profileVersion: profile.version,
      objectives: JSON.stringify(objectives),
      verdict: verdict ?? null,
      verdicts: JSON.stringify(verdicts),
    },
  });
}

/** Looks at each second as it comes; returns the objective by which the run is to be aborted, if any. */
export function watchObjectives(
  objectives: readonly Objective[],
  warmUpMs = 0,
): (report: SecondReport) => Objective | undefined {
  const watch = createAbortWatch(objectives, warmUpMs);
  return ({ second, windows, endpoints }) =>
    watch.add(second, (endpoint) =>
      measuredSecond(
        windows.filter(
          (window) => endpoint === undefined || endpoints[window.endpoint] === endpoint,
        ),
      ),
    );
}
