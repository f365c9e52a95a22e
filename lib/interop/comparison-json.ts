import type { Comparison } from '@/lib/compare/model';

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
