import { z } from 'zod';
import { type Actor, ROLES, type Role, SCOPE_NAMES, type Scope } from '@/lib/access/model';
import type {
  ChannelEvent,
  DeliveryView,
  FiringStatus,
  ScheduledStart,
} from '@/lib/automation/model';
import type {
  SearchOptions,
  SearchStepResult,
  SearchStepView,
  StoredLevels,
} from '@/lib/capacity/model';
import type { SearchResult, StepReason } from '@/lib/capacity/search/search-steps';
import type { Side } from '@/lib/confirmations/model';
import { problemsOf } from '@/lib/core/problems';
import type { ScrapeNote } from '@/lib/metrics/model';
import { type LoadPlan, planSchema } from '@/lib/plan/load-plan';
import { type Objective, objectiveSchema } from '@/lib/plan/objective';
import type {
  Certainties,
  CleanUp,
  Environment,
  JobLifeSummary,
  RunAnnotation,
  RunStatus,
  RunValidity,
} from '@/lib/runs/model';
import type { LatencySummary } from '@/lib/stats/histogram';
import type { LatenciesByOutcome } from '@/lib/stats/latencies';
import type { Outcome, OutcomeCounts } from '@/lib/stats/outcome';
import type { JobGauges, Phase } from '@/lib/stats/windows';
import type { BenchmarkView, SuiteStatus } from '@/lib/suites/model';
import type { ChangeAnswer } from '@/lib/trends/model';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';
import type { Finding, ObjectiveVerdict, Verdict } from '@/lib/verdict/model';

/**
 * The only place that decodes a row's JSON and text columns. A column that is NULL is undefined, or an empty list
 * where nothing and none are the same; one that holds something else than it should throws with its name and row.
 */
type Row<Column extends string> = Readonly<Record<Column, string | null>>;

// Runs, and what shares their columns: scenarios, searches and profiles.

export const planOf = (row: Row<'plan'>): LoadPlan => checkedIn(row, 'plan', planSchema);

export const objectivesOf = (row: Row<'objectives'>): Objective[] =>
  row.objectives === null ? [] : checkedIn(row, 'objectives', z.array(objectiveSchema));

export const runStatusOf = ({ status }: { status: string }) => status as RunStatus;

export const validityOf = ({ validity }: Row<'validity'>) =>
  (validity ?? undefined) as RunValidity['validity'] | undefined;

export const validityReasonsOf = (row: Row<'validityReasons'>): RunValidity['reasons'] =>
  listIn<RunValidity['reasons'][number]>(row, 'validityReasons') ?? [];

export const verdictOf = ({ verdict }: Row<'verdict'>) =>
  (verdict ?? undefined) as Verdict | undefined;

export const verdictsOf = (row: Row<'verdicts'>): ObjectiveVerdict[] =>
  listIn<ObjectiveVerdict>(row, 'verdicts') ?? [];

/** Undefined where nothing was looked for. */
export const findingsOf = (row: Row<'findings'>) => listIn<Finding>(row, 'findings');

export const environmentOf = (row: Row<'environment'>) => recordIn<Environment>(row, 'environment');

export const jobLifeOf = (row: Row<'jobLife'>) => recordIn<JobLifeSummary>(row, 'jobLife');

export const cleanUpOf = (row: Row<'cleanUp'>) => recordIn<CleanUp>(row, 'cleanUp');

export const levelsOf = (row: Row<'levels'>) => recordIn<StoredLevels>(row, 'levels');

export const scrapeNotesOf = (row: Row<'scrapeNotes'>): ScrapeNote[] =>
  listIn<ScrapeNote>(row, 'scrapeNotes') ?? [];

export const sourceNotesOf = (row: Row<'sourceNotes'>): string[] =>
  listIn<string>(row, 'sourceNotes') ?? [];

export const sideOf = ({ side }: Row<'side'>) => (side ?? undefined) as Side | undefined;

export const annotationKindOf = ({ kind }: { kind: string }) => kind as RunAnnotation['kind'];

// What was measured: summaries, error groups, phases, ticks, metrics.

export const responseSummaryOf = (row: Row<'responseSummary'>) =>
  required(recordIn<LatencySummary>(row, 'responseSummary'), row, 'responseSummary');

export const serviceSummaryOf = (row: Row<'serviceSummary'>) =>
  required(recordIn<LatencySummary>(row, 'serviceSummary'), row, 'serviceSummary');

export const outcomesOf = (row: Row<'outcomes'>) =>
  required(recordIn<OutcomeCounts>(row, 'outcomes'), row, 'outcomes');

/** Undefined in runs older than them, and in imported ones. */
export const latenciesOf = (row: Row<'latencies'>) =>
  recordIn<LatenciesByOutcome>(row, 'latencies');

/** Undefined in runs older than them. */
export const certaintiesOf = (row: Row<'certainty'>) => recordIn<Certainties>(row, 'certainty');

export const outcomeOf = ({ outcome }: { outcome: string }) => outcome as Outcome;

export const phaseOf = ({ phase }: { phase: string }) => phase as Phase;

export const jobGaugesOf = (row: Row<'jobs'>) => recordIn<JobGauges>(row, 'jobs');

export const skippedOf = (row: Row<'skipped'>): Record<string, number> =>
  recordIn<Record<string, number>>(row, 'skipped') ?? {};

export const metricLabelsOf = (row: Row<'labels'>): Record<string, string> =>
  recordIn<Record<string, string>>(row, 'labels') ?? {};

/** Undefined: the usual ones. */
export const shownMetricsOf = (row: Row<'shownMetrics'>) => listIn<string>(row, 'shownMetrics');

export const changeAnswerOf = ({ answer }: { answer: string }) => answer as ChangeAnswer;

// Suites and searches.

export const suiteStatusOf = ({ status }: { status: string }) => status as SuiteStatus;

export const benchmarkStatusOf = ({ status }: { status: string }) =>
  status as BenchmarkView['status'];

export const benchmarkRunsOf = (row: Row<'runs'>): number[] => listIn<number>(row, 'runs') ?? [];

export const benchmarkResultOf = (row: Row<'result'>) => recordIn<BenchmarkResult>(row, 'result');

export const searchOptionsOf = (row: Row<'options'>) =>
  required(recordIn<SearchOptions>(row, 'options'), row, 'options');

export const searchResultOf = (row: Row<'result'>) => recordIn<SearchResult>(row, 'result');

export const stepStatusOf = ({ status }: { status: string }) => status as SearchStepView['status'];

export const stepReasonOf = ({ reason }: { reason: string }) => reason as StepReason;

export const stepResultOf = (row: Row<'result'>) => recordIn<SearchStepResult>(row, 'result');

// Schedules, channels, settings.

export const scheduledStartOf = (row: Row<'start'>) =>
  required(recordIn<ScheduledStart>(row, 'start'), row, 'start');

export const firingStatusOf = ({ status }: { status: string }) => status as FiringStatus;

export const channelEventsOf = (row: Row<'events'>): ChannelEvent[] =>
  listIn<ChannelEvent>(row, 'events') ?? [];

export const deliveryStatusOf = ({ status }: { status: string }) =>
  status as DeliveryView['status'];

/** To be checked by the schema of what is set. */
export const settingOf = (row: Row<'value'>): unknown => jsonIn(row, 'value');

function listIn<Item>(row: object, column: string): Item[] | undefined {
  const value = jsonIn(row, column);
  if (value === undefined || Array.isArray(value)) return value;
  throw unreadable(row, column, 'it is no list.');
}

function recordIn<Shape extends object>(row: object, column: string): Shape | undefined {
  const value = jsonIn(row, column);
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Shape;
  throw unreadable(row, column, 'it is no object.');
}

function checkedIn<Schema extends z.ZodType>(
  row: object,
  column: string,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(jsonIn(row, column));
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error).map(({ path, message }) => `${path} ${message}`.trim());
  throw unreadable(row, column, problems.join(' '));
}

function jsonIn(row: object, column: string): unknown {
  const text: unknown = Reflect.get(row, column);
  if (text === null || text === undefined) return undefined;
  try {
    return JSON.parse(String(text));
  } catch (error) {
    throw unreadable(row, column, error instanceof Error ? error.message : String(error));
  }
}

function required<T>(value: T | undefined, row: object, column: string): T {
  if (value === undefined) throw unreadable(row, column, 'it is missing.');
  return value;
}

/** No user's mistake, but a database that something else has written to. */
function unreadable(row: object, column: string, why: string): Error {
  const key: unknown = Reflect.get(row, 'id') ?? Reflect.get(row, 'runId');
  const where = key === undefined ? 'a row' : `row ${String(key)}`;
  return new Error(`The column "${column}" of ${where} cannot be read: ${why}`);
}

// Access.

/** An unknown one may do least. */
export const roleOf = ({ role }: { role: string }): Role =>
  ROLES.find((known) => known === role) ?? 'viewer';

/** Those that this version knows. */
export const scopesIn = ({ scopes }: { scopes: string }): Scope[] =>
  SCOPE_NAMES.filter((scope) => scopes.split(',').includes(scope));

export const actorKindOf = ({ actorKind }: { actorKind: string }) => actorKind as Actor['kind'];
