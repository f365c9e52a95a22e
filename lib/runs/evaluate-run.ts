import { PlimsollError } from '@/lib/core/errors';
import type { Objective } from '@/lib/plan/objective';
import { findProfile } from '@/lib/profiles/profiles';
import { summariseLatency } from '@/lib/stats/histogram';
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
import { measuredSecond, secondsOf } from './seconds';

// Failures of these codes are this machine's.
const OWN_LIMITS = ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS'];

/** Whether a run's results are reliable, from the load generator's own health. */
export async function judgeRun(
  store: Store,
  runId: number,
  { overall, generator }: RunAccumulator,
): Promise<Validity> {
  const own = await store.prisma.errorGroup.aggregate({
    where: { runId, code: { in: OWN_LIMITS } },
    _sum: { count: true },
  });
  const health = generator.summarise();
  const { requests } = overall;
  const { dropped, aborted } = overall.counts;
  const shareOf = (count: number) => (requests === 0 ? undefined : count / requests);
  return judgeValidity({
    requests,
    scheduleDelayP99Ms: health?.scheduleDelay.p99Ms,
    scheduleDelayMaxMs: health?.scheduleDelay.maxMs,
    responseP50Ms: summariseLatency(overall.response).p50Ms,
    lateSecondsShare: generator.lateShare(LATE_MS),
    eventLoopLagMaxMs: health?.eventLoopLag.maxMs,
    cpuShareP95: health?.cpuShareP95,
    gcShare: health?.gcShare,
    droppedShare: dropped === 0 ? 0 : dropped / (requests + dropped),
    queuedSecondsShare: generator.queuedShare,
    abortedShare: shareOf(aborted),
    ownFailureShare: shareOf(own._sum.count ?? 0),
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
