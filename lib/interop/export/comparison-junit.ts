import type { ComparedChange, Comparison } from '@/lib/compare/model';
import { textOf } from '@/lib/core/number';
import { gateCase } from '@/lib/export/junit';
import { signedPercent } from '@/lib/format/signed-percent';
import type { GateResult } from '@/lib/plan/gates';
import { junitDocument, type TestCase } from './junit-document';

/** A comparison as JUnit XML: every metric of all requests as a test case, and the gates. */
export function comparisonJunit(comparison: Comparison, gates: readonly GateResult[] = []): string {
  const { base, candidate, endpoints } = comparison;
  const all = endpoints.find(({ name }) => name === '')?.metrics ?? [];
  return junitDocument({
    name: `Run ${candidate.number} compared with run ${base.number}`,
    className: 'plimsoll.compare',
    ms: candidate.durationMs,
    startedAt: candidate.startedAt,
    cases: [...all.filter(({ low }) => low !== undefined).map(changeCase), ...gates.map(gateCase)],
  });
}

function changeCase({ metric, change, low, high, verdict }: ComparedChange): TestCase {
  const name = `${metric} is not worse`;
  const shown = (value: number | undefined) => textOf(signedPercent(value));
  const words = `${shown(change)} (${shown(low)} to ${shown(high)})`;
  if (verdict === 'worse') return { name, failure: words };
  return verdict === 'inconclusive' ? { name, skipped: `Inconclusive: ${words}.` } : { name };
}
