import { rate, textOf } from '@/lib/core/number';
import { type Objective, objectiveLabel, objectiveValue } from '@/lib/plan/objective';
import type { Run } from '@/lib/store/generated/client';
import { validityReasonsOf, verdictsOf } from '@/lib/store/rows';
import type { ObjectiveVerdict } from '@/lib/verdict/model';
import type { SearchStepResult } from '../model';
import { isRising, isWatchable, type StepDecision } from './step-watch';

/** Of what arrives, at least so much must be answered: less is a queue that grows. */
const KEEPS_UP = 0.97;
/** What only says that much was dropped is the target's doing as well. */
const TARGETS_DOING = ['dropped', 'queuedSeconds', 'aborted'];

export interface JudgedStep {
  /** Users, or arrivals per second. */
  load: number;
  isOpen: boolean;
  settleMs: number;
  objectives: readonly Objective[];
  /** What was sure before the step's time ended. */
  decision?: StepDecision;
  /** What waited in each counted second of the load. */
  waited: readonly number[];
  /** Good answers in these seconds; what comes after the load's end is not throughput. */
  answered: number;
}

/** What a step's run shows, or in a sentence why it shows nothing. */
export type StepJudgement =
  | { kind: 'judged'; result: SearchStepResult }
  | { kind: 'unbelievable' | 'no-data'; message: string };

/** Judges an ended step by its run: what was sure while it lasted, or else what its objectives came to. */
export function judgeStep(run: Run, step: JudgedStep): StepJudgement {
  const judged = verdictsOf(run).slice(0, step.objectives.length);
  const { decision } = step;
  const objectives = judged.map((verdict, index) => ({
    words: objectiveLabel(verdict.objective),
    actual: verdict.actual,
    limit: verdict.limit,
    broke: decision?.broke.includes(index) ?? isBroken(verdict),
    critical: verdict.objective.critical !== false,
  }));
  const missing = judged.find(
    ({ verdict, actual, objective }) =>
      verdict === 'no-data' && actual === undefined && objective.critical !== false,
  );
  const critical = objectives.filter(({ critical: counts }) => counts);
  const fallsBehind = decision === undefined ? behindOf(step) : undefined;
  const holds = decision?.holds ?? (critical.every(({ broke }) => !broke) && !fallsBehind);
  const doubt = doubtOf(run);
  if (holds && doubt !== undefined) return { kind: 'unbelievable', message: doubt };
  const open = judged.find((verdict) => isOpen(verdict) && verdict.objective.critical !== false);
  if (decision === undefined && holds && open?.reason !== undefined)
    return { kind: 'unbelievable', message: open.reason };
  if (decision === undefined && missing !== undefined && holds)
    return { kind: 'no-data', message: missing.reason ?? 'An objective has no data.' };
  return {
    kind: 'judged',
    result: {
      holds,
      objectives,
      sure:
        decision !== undefined ||
        step.objectives.some((one) => one.critical !== false && !isWatchable(one)),
      measuredMs: Math.max(0, (run.durationMs ?? 0) - step.settleMs),
      requests: run.requests ?? 0,
      throughput: throughputOf(step),
      p95Ms: run.p95Ms ?? undefined,
      failureRate: run.failureRate ?? undefined,
      strain: strainOf(judged),
      doubt,
      broke: holds ? undefined : (fallsBehind ?? violationText(judged, objectives)),
    },
  };
}

/** An invalid run is not judged, but its value beside the limit tells that the step broke. */
function isBroken(verdict: ObjectiveVerdict): boolean {
  const { actual, limit, objective } = verdict;
  if (verdict.verdict !== 'no-data') return verdict.verdict === 'fail';
  if (actual === undefined || limit === undefined || isOpen(verdict)) return false;
  return objective.over === 'seconds' || objective.min !== undefined
    ? actual < limit
    : actual > limit;
}

/** Whether the limit was met depends on what the load generator did to the figure. */
function isOpen({ verdict, bounds, limit }: ObjectiveVerdict): boolean {
  if (verdict !== 'no-data' || bounds === undefined || limit === undefined) return false;
  return bounds.low <= limit && limit <= (bounds.high ?? Number.POSITIVE_INFINITY);
}

function throughputOf({ answered, waited }: JudgedStep): number | undefined {
  return waited.length === 0 ? undefined : answered / waited.length;
}

/** Arrivals that are not answered as fast as they come, and more and more of them waiting. */
function behindOf(step: JudgedStep): string | undefined {
  const { isOpen, load, waited } = step;
  const answered = throughputOf(step) ?? 0;
  if (!isOpen || answered >= KEEPS_UP * load || !isRising(waited)) return undefined;
  return `The service did not keep up: ${textOf(rate(load))} arrived, ${textOf(rate(answered))} completed, and the backlog grew.`;
}

function violationText(
  judged: readonly ObjectiveVerdict[],
  objectives: readonly { broke: boolean; critical: boolean; words: string }[],
): string {
  const at = objectives.findIndex(({ broke, critical }) => broke && critical);
  const verdict = judged[at];
  if (verdict === undefined) return 'An objective was violated.';
  const { objective, actual } = verdict;
  const value =
    actual === undefined || objective.over === 'seconds'
      ? ''
      : `, measured ${textOf(objectiveValue(objective, actual))}`;
  return `${objectiveLabel(objective)}${value}.`;
}

/** The worst critical objective's value as a share of its limit. */
function strainOf(judged: readonly ObjectiveVerdict[]): number | undefined {
  const strains = judged.flatMap(({ objective, actual, limit }) =>
    objective.critical === false ||
    objective.max === undefined ||
    objective.over === 'seconds' ||
    actual === undefined ||
    !limit
      ? []
      : [actual / limit],
  );
  return strains.length === 0 ? undefined : Math.max(...strains);
}

/** Why the generator's own figures cannot be believed, where that is not the target's doing. */
function doubtOf(run: Run): string | undefined {
  if (run.validity !== 'invalid') return undefined;
  return validityReasonsOf(run).find(
    ({ level, code }) => level === 'invalid' && !TARGETS_DOING.includes(code),
  )?.message;
}
