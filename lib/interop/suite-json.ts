import type { SuiteView } from '@/lib/runs/suite-view';

/** A suite for machines: times are ms, shares of 1, what is missing is null. */
export function suiteJson(suite: SuiteView) {
  const { id, status, quick, target, targetUrl, compliance, environment } = suite;
  return {
    suite: {
      ...{ id, status, quick, target: { name: target, url: targetUrl } },
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
