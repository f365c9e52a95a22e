import type { Comparison } from '@/lib/compare/model';
import type {
  EndpointSummary,
  RunDetail,
  RunStatus,
  RunTotals,
  ValidityReason,
} from '@/lib/runs/model';
import type { LatencySummary } from '@/lib/stats/histogram';
import type { Outcome } from '@/lib/stats/outcome';
import type { SuiteView } from '@/lib/suites/model';
import type { Finding, ObjectiveVerdict, Verdict } from '@/lib/verdict/model';

/** A run for machines. Times are ms as numbers, instants ISO 8601, what is missing is null. */
export interface RunJson {
  run: {
    number: number;
    name: string | null;
    note: string | null;
    labels: string[];
    isBaseline: boolean;
    pinned: boolean;
    scenario: string;
    target: { name: string; url: string };
    status: RunStatus;
    startedAt: string | null;
    endedAt: string | null;
    durationMs: number | null;
    planHash: string;
    seed: number;
    failureReason: string | null;
  };
  /** Whether its results are reliable; null until it has ended. */
  validity: { validity: 'valid' | 'suspect' | 'invalid'; reasons: ValidityReason[] } | null;
  totals: Nullable<RunTotals>;
  endpoints: EndpointJson[];
  /** Against its objectives; null where it was not judged. */
  verdict: Verdict | null;
  profile: { name: string; version: number } | null;
  objectives: Nullable<ObjectiveVerdict>[];
  /** The likeliest cause first; null where nothing was looked for: the run was too short. */
  findings: Finding[] | null;
}

type Nullable<T> = {
  [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K];
};

interface EndpointJson {
  name: string;
  requests: number;
  failures: number;
  failureRate: number | null;
  requestsPerSecond: number | null;
  outcomes: Record<Exclude<Outcome, 'dropped'>, number>;
  response: Nullable<LatencySummary>;
  service: Nullable<LatencySummary>;
}

export function runJson(run: RunDetail): RunJson {
  const { state } = run;
  return {
    run: {
      number: run.number,
      name: run.name ?? null,
      note: run.note ?? null,
      labels: run.labels,
      isBaseline: run.isBaseline,
      pinned: run.pinned,
      scenario: run.scenario.name,
      target: { name: run.target.name, url: run.target.url },
      status: state.status,
      startedAt: state.startedAt ?? null,
      endedAt: state.endedAt ?? null,
      durationMs: state.endedAt === undefined ? null : state.progress.elapsedMs,
      planHash: run.planHash,
      seed: run.seed,
      failureReason: state.failureReason ?? null,
    },
    validity: run.validity
      ? { validity: run.validity.validity, reasons: run.validity.reasons }
      : null,
    totals: {
      requests: state.totals.requests,
      failures: state.totals.failures,
      failureRate: state.totals.failureRate ?? null,
      locustFailures: state.totals.locustFailures,
      requestsPerSecond: state.totals.requestsPerSecond ?? null,
      dropped: state.totals.dropped,
      skipped: state.totals.skipped,
    },
    endpoints: state.endpoints.filter((endpoint) => endpoint.requests > 0).map(endpointJson),
    verdict: run.judgement?.verdict ?? null,
    profile: run.judgement?.profile ?? null,
    objectives: (run.judgement?.verdicts ?? []).map(verdictJson),
    findings: run.findings ?? null,
  };
}

function verdictJson(one: ObjectiveVerdict): Nullable<ObjectiveVerdict> {
  return {
    objective: one.objective,
    verdict: one.verdict,
    actual: one.actual ?? null,
    limit: one.limit ?? null,
    margin: one.margin ?? null,
    reason: one.reason ?? null,
    timeInObjective: one.timeInObjective ?? null,
    secondsJudged: one.secondsJudged ?? null,
    budgetBurn: one.budgetBurn ?? null,
  };
}

function endpointJson(endpoint: EndpointSummary): EndpointJson {
  const { ok, rpcError, httpError, timeout, networkError, aborted } = endpoint.outcomes;
  return {
    name: endpoint.name,
    requests: endpoint.requests,
    failures: endpoint.failures,
    failureRate: endpoint.failureRate ?? null,
    requestsPerSecond: endpoint.requestsPerSecond ?? null,
    outcomes: { ok, rpcError, httpError, timeout, networkError, aborted },
    response: latencyJson(endpoint.response),
    service: latencyJson(endpoint.service),
  };
}

function latencyJson(latency: LatencySummary): Nullable<LatencySummary> {
  return {
    samples: latency.samples,
    meanMs: latency.meanMs ?? null,
    p50Ms: latency.p50Ms ?? null,
    p90Ms: latency.p90Ms ?? null,
    p95Ms: latency.p95Ms ?? null,
    p99Ms: latency.p99Ms ?? null,
    p999Ms: latency.p999Ms ?? null,
    maxMs: latency.maxMs ?? null,
  };
}

/** A suite for machines: times are ms, shares of 1, what is missing is null. */
export function suiteJson(suite: SuiteView) {
  const { id, status, quick, target, targetUrl, compliance, environment } = suite;
  return {
    suite: {
      id,
      status,
      quick,
      target: { name: target, url: targetUrl },
      startedAt: suite.startedAt ?? null,
      endedAt: suite.endedAt ?? null,
      failureReason: suite.failureReason ?? null,
      environment: environment ?? null,
    },
    compliance,
    benchmarks: suite.benchmarks.map(({ result, reported, condition, ...benchmark }) => ({
      number: benchmark.number,
      slug: benchmark.slug,
      title: benchmark.title,
      measures: benchmark.measures,
      headline: benchmark.headline,
      limit: benchmark.limit,
      condition: condition ?? null,
      status: benchmark.status,
      verdict: result?.verdict ?? null,
      actual: result?.actual ?? null,
      margin: result?.margin ?? null,
      reason: result?.reason ?? null,
      detail: result?.detail ?? null,
      reported: reported ?? null,
      runs: benchmark.runs,
    })),
  };
}

/** A comparison for machines: latencies are ms, changes shares of the base, what is missing is null. */
export function comparisonJson(comparison: Comparison) {
  const { base, candidate, margin, verdict } = comparison;
  return {
    base: base.number,
    candidate: candidate.number,
    margin,
    comparability: comparison.comparability,
    endpoints: comparison.endpoints.map(({ name, metrics, shift }) => ({
      name: name || 'all',
      metrics: metrics.map((change) => ({
        metric: change.metric,
        base: change.base ?? null,
        candidate: change.candidate ?? null,
        change: change.change ?? null,
        low: change.low ?? null,
        high: change.high ?? null,
        verdict: change.verdict,
        minutesNeeded: change.minutesNeeded ?? null,
      })),
      shift,
    })),
    onlyInBase: comparison.onlyInBase,
    onlyInCandidate: comparison.onlyInCandidate,
    verdict,
  };
}
