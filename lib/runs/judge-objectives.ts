import type { Objective } from '@/lib/plan/objective';
import type { Run, Summary } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { readMetricSeries } from '@/lib/store/read-metric-series';
import type { ObjectiveVerdict, Verdict } from '@/lib/verdict/model';
import { judgeObjective, overallVerdict } from '@/lib/verdict/objective';
import type { MeasuredSecond, ObjectiveEvidence } from '@/lib/verdict/objective-evidence';
import type { Certainties } from './model';
import { jobFiguresOf, measuredOf, referenceRuns, type SummaryRow } from './reference-runs';
import { secondsOf } from './seconds';

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
  summaries: readonly (SummaryRow & Pick<Summary, 'endpoint' | 'certainty'>)[];
}

/** Judges an ended run by objectives, from what is stored of it. */
export async function judgeObjectives(
  store: Store,
  run: JudgedRun,
  objectives: readonly Objective[],
): Promise<Judgement> {
  if (objectives.length === 0) return { verdicts: [] };
  const needsOthers = objectives.some(({ maxIncrease }) => maxIncrease !== undefined);
  const evidence: ObjectiveEvidence = {
    validity: run.validity,
    measured: (endpoint) => measuredOf(run.summaries, endpoint),
    seconds: (endpoint) => countedSeconds(store, run, endpoint),
    certainty: (percentile, endpoint = '') => certaintyOf(run, percentile, endpoint),
    job: (metric) => jobFiguresOf(run.jobLife, metric),
    target: (metric) => readMetricSeries(store.sqlite, run.id, (name) => name === metric),
    reference: needsOthers ? await referenceRuns(store, run) : undefined,
  };
  const verdicts = objectives.map((objective) => judgeObjective(objective, evidence));
  return { verdict: overallVerdict(verdicts), verdicts };
}

function certaintyOf({ summaries }: JudgedRun, percentile: string, endpoint: string) {
  const row = summaries.find(({ name }) => name === endpoint);
  if (!row?.certainty) return undefined;
  const certainties = JSON.parse(row.certainty) as Partial<Certainties>;
  return certainties[percentile as keyof Certainties];
}

/** The counted seconds of an endpoint, or of all together. */
function countedSeconds(store: Store, run: JudgedRun, endpoint = ''): MeasuredSecond[] {
  const index = run.summaries.find(({ name }) => name === endpoint)?.endpoint;
  if (index === undefined) return [];
  return secondsOf(store.sqlite, run.id, index < 0 ? undefined : index, run.warmUpMs);
}
